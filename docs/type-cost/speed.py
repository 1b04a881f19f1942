"""Prints the program that decodes and encodes two payloads, in turns with derived serde and with the printed form."""

from derived import derived_struct
from printed import printed_enum, printed_struct

# Name, type, whether it has to be there.
TYPES = {
    "Tiny": [("id", "i64", True), ("name", "String", True)]
    + [("size", "i64", False), ("note", "String", False), ("flag", "bool", False), ("ratio", "f64", False)],
    "Device": [
        ("id", "i64", False), ("name", "String", False), ("group", "String", False), ("disabled", "bool", False),
        ("limited", "bool", False), ("link_time", "i64", False), ("last_time", "i64", False), ("geo", "Geo", False),
        ("permanent_url", "String", False), ("preview_url", "String", False), ("os", "Os", False),
        ("version", "String", False), ("online", "bool", False), ("installed", "bool", False),
        ("favorite", "bool", False), ("owner", "String", False), ("tags", "Vec<String>", False),
        ("load", "f64", False), ("sessions", "Sessions", False), ("comment", "String", False), ("parent", "Box<Device>", False),
    ],
    "Geo": [("ip", "String", False), ("country", "String", False), ("region", "String", False), ("city", "String", False)],
    "Sessions": [("last", "Session", False), ("total", "i64", False)],
    "Session": [("id", "i64", False), ("start_time", "i64", False), ("stop_time", "i64", False), ("client", "Client", False)],
    "Client": [
        ("ip", "String", False), ("country", "String", False), ("region", "String", False), ("city", "String", False),
        ("user_agent", "String", False),
    ],
}
OS = [("Win", "win"), ("Mac", "mac"), ("Lin", "lin")]


def types():
    derived = [derived_struct(name, fields, False) for name, fields in TYPES.items()]
    variants = "".join(f'    #[serde(rename = "{value}")]\n    {name},\n' for name, value in OS)
    derived.append(
        "#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]\npub enum Os {\n"
        + variants
        + "    #[serde(untagged)]\n    Other(String),\n}\n"
    )
    printed = [printed_struct(name, fields, False) for name, fields in TYPES.items()]
    printed.append(printed_enum("Os", True, OS))
    # The wire names are the same in both: the suffix that the large crates have is left out.
    return "\n".join(derived).replace('X"', '"'), "\n".join(printed).replace('X"', '"').replace('X\\"', '\\"')


def program():
    derived, printed = types()
    return PROGRAM.replace("DERIVED", derived).replace("PRINTED", printed)


PROGRAM = r'''//! Decodes and encodes the same payloads in turns with derived serde and with the printed form, and prints the best
//! time of each and their ratio.

use std::hint::black_box;
use std::time::{Duration, Instant};

use specwright_runtime::content::json;
use specwright_runtime::mode::Mode;
use specwright_runtime::model::Model;

mod derived {
    use serde::{Deserialize, Serialize};

DERIVED
}

mod printed {
    use specwright_runtime::fault::Outcome;
    use specwright_runtime::model::{Enumeration, Field, FieldWriter, Fields, Model, Need, Object, Unknown};
    use specwright_runtime::reader::Reader;
    use specwright_runtime::writer::Writer;

PRINTED
}

/// Small objects, most of whose properties are absent, `null` or not listed.
fn tiny() -> String {
    let items: Vec<String> = (0..5000)
        .map(|k| format!(r#"{{"id":{k},"name":"item {k}","size":null,"unknown":[1,2,3],"other":"zzz"}}"#))
        .collect();
    format!("[{}]", items.join(","))
}

/// Lists of devices: most properties are there, objects stand within objects, and now and then a string has an escape.
fn devices(layout: fn(serde_json::Value) -> String) -> String {
    let items: Vec<serde_json::Value> = (0..1000_u64)
        .map(|k| {
            let odd = k % 8 == 0;
            let mut device = serde_json::json!({
                "id": 1001 + k,
                "name": if odd { format!("The \"{k}\"\n") } else { format!("Allesandro Paci {k}") },
                "group": "Accounting",
                "disabled": false,
                "limited": k % 3 == 0,
                "link_time": 1587837997 + k * 37,
                "last_time": 1600374761 + k * 91,
                "geo": { "ip": format!("2.21.{}.68", k % 256), "country": "USA", "region": "California", "city": "Los Ángeles" },
                "permanent_url": "https://go.getscreen.me/paci",
                "preview_url": format!("https://getscreen.me/preview/1245273f5448a704379da46f476564a592efb17c6a7695adde{k}.png"),
                "os": (["win", "mac", "lin", "bsd"][k as usize % 4]),
                "version": "1.9.4",
                "online": true,
                "installed": true,
                "favorite": false,
                "owner": "[email protected]",
                "tags": ["office", "second floor"],
                "load": k as f64 / 16.0,
                "sessions": {
                    "last": {
                        "id": 148505 + k,
                        "start_time": 1600343858,
                        "stop_time": 1600343900,
                        "client": {
                            "ip": "188.162.195.82",
                            "country": "Russian Federation",
                            "region": "Tatarstan",
                            "city": "Kazan",
                            "user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/85.0.4183.102 Safari/537.36"
                        }
                    },
                    "total": 121
                }
            });
            if odd {
                device["seen_by"] = serde_json::json!([{ "name": "nobody", "at": [1, 2.5] }]);
            }
            device
        })
        .collect();
    layout(serde_json::Value::Array(items))
}

/// The same properties in the alphabet's order and not in the document's.
fn other_order(mut value: serde_json::Value) -> String {
    value.sort_all_objects();
    value.to_string()
}

fn timed<T>(best: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = black_box(work());
    *best = start.elapsed().min(*best);
    value
}

fn compare<D, P>(name: &str, payload: &str)
where
    D: serde::Serialize + serde::de::DeserializeOwned,
    P: Model,
{
    // A word of the name as the program's argument chooses one payload, for a profiler's sake.
    if std::env::args().nth(1).is_some_and(|word| !name.contains(&word)) {
        return;
    }
    let bytes = payload.as_bytes();
    let [mut read_derived, mut read_printed, mut write_derived, mut write_printed] = [Duration::MAX; 4];
    let mut size = 0;
    for _ in 0..ROUNDS {
        let values: Vec<D> = timed(&mut read_derived, || serde_json::from_slice(black_box(bytes)).expect("derived"));
        let derived = timed(&mut write_derived, || serde_json::to_vec(black_box(&values)).expect("derived"));
        drop(values);
        let values: Vec<P> = timed(&mut read_printed, || json::read(black_box(bytes), Mode::CLIENT).expect("printed"));
        let printed = timed(&mut write_printed, || json::write(black_box(&values), Mode::CLIENT).expect("printed"));
        assert_eq!(derived, printed);
        size = printed.len();
    }
    row(&format!("decode {name}"), bytes.len(), read_derived, read_printed);
    row(&format!("encode {name}"), size, write_derived, write_printed);
}

fn row(name: &str, size: usize, derived: Duration, printed: Duration) {
    let speed = |time: Duration| size as f64 / 1e6 / time.as_secs_f64();
    println!("{name:<32} {:>6.0} {:>6.0} {:>6.2}", speed(derived), speed(printed), derived.as_secs_f64() / printed.as_secs_f64());
}

const ROUNDS: usize = 300;

fn main() {
    println!("{:<32} {:>6} {:>6} {:>6}   MB/s", "", "derive", "ours", "ratio");
    compare::<derived::Tiny, printed::Tiny>("tiny objects", &tiny());
    compare::<derived::Device, printed::Device>("device list", &devices(|value| value.to_string()));
    compare::<derived::Device, printed::Device>("device list, other order", &devices(other_order));
    compare::<derived::Device, printed::Device>("device list, indented", &devices(|value| format!("{value:#}")));
}
'''
