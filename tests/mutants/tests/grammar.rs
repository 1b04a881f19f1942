//! No word of a table is left unbroken because nobody thought of it.

#![cfg(test)]

use std::collections::BTreeSet;

use specwright_mutants::{Kind, Operator, Table, sites};
use specwright_tests::{root, rust_files};

fn table(kind: Kind, text: &str) -> Table {
    Table { kind, name: "T".into(), text: text.into() }
}

/// What is said of each way of breaking a table.
fn broken(kind: Kind, text: &str) -> Vec<(Operator, String, String)> {
    let sites = sites::sites(&table(kind, text)).unwrap();
    sites.into_iter().map(|site| (site.operator, site.place, site.broken)).collect()
}

#[test]
fn each_item_is_broken_at_its_place() {
    let site = |operator, place: &str, broken: &str| (operator, place.to_owned(), broken.to_owned());
    assert_eq!(
        broken(Kind::Object, "id,?name(maxLength(64),\n    alias(title));keep"),
        [
            site(Operator::DropField, "T › id", "?\u{e000},?name(maxLength(64),alias(title));keep"),
            site(Operator::ChangeWireName, "T › id", "id\u{e000},?name(maxLength(64),alias(title));keep"),
            site(Operator::SkipConstraint, "T › id › required", "?id,?name(maxLength(64),alias(title));keep"),
            site(Operator::DropField, "T › name", "id,?\u{e000};keep"),
            site(Operator::ChangeWireName, "T › name", "id,?name\u{e000}(maxLength(64),alias(title));keep"),
            site(Operator::DemandOptional, "T › name", "id,name(maxLength(64),alias(title));keep"),
            site(Operator::SkipConstraint, "T › name › maxLength", "id,?name(alias(title));keep"),
            site(Operator::ForgetLeniency, "T › name › alias › title", "id,?name(maxLength(64),alias);keep"),
            site(Operator::DropField, "T › additionalProperties", "id,?name(maxLength(64),alias(title))"),
        ]
    );
    assert_eq!(
        broken(Kind::Union, "number|string,object(tag(a));discriminator(kind)"),
        [
            site(Operator::LoseAlternative, "T › number", "string,object(tag(a));discriminator(kind)"),
            site(Operator::LoseAlternative, "T › string", "number,object(tag(a));discriminator(kind)"),
            site(Operator::LoseAlternative, "T › object", "number|string,none(tag(a));discriminator(kind)"),
            site(
                Operator::LoseAlternative,
                "T › object › tag › a",
                "number|string,object(tag(ax));discriminator(kind)"
            ),
            site(
                Operator::ChangeWireName,
                "T › discriminator › kind",
                "number|string,object(tag(a));discriminator(kindx)"
            ),
        ]
    );
    assert_eq!(
        broken(Kind::Operation, "get,GET,/;a(query),?b(header);;200(success);all(x,y),all"),
        [
            site(Operator::ChangeMethod, "T", "get,PATCH,/;a(query),?b(header);;200(success);all(x,y),all"),
            site(Operator::ChangePath, "T", "get,GET,/x;a(query),?b(header);;200(success);all(x,y),all"),
            site(Operator::ChangeWireName, "T › a", "get,GET,/;ax(query),?b(header);;200(success);all(x,y),all"),
            site(Operator::ForgetExplode, "T › a", "get,GET,/;a(query,joined),?b(header);;200(success);all(x,y),all"),
            site(
                Operator::SkipConstraint,
                "T › a › required",
                "get,GET,/;?a(query),?b(header);;200(success);all(x,y),all"
            ),
            site(
                Operator::ChangeLocation,
                "T › a › query",
                "get,GET,/;a(header),?b(header);;200(success);all(x,y),all"
            ),
            site(Operator::ChangeWireName, "T › b", "get,GET,/;a(query),?bx(header);;200(success);all(x,y),all"),
            site(Operator::ForgetExplode, "T › b", "get,GET,/;a(query),?b(header,exploded);;200(success);all(x,y),all"),
            site(Operator::DemandOptional, "T › b", "get,GET,/;a(query),b(header);;200(success);all(x,y),all"),
            site(Operator::ChangeLocation, "T › b › header", "get,GET,/;a(query),?b(query);;200(success);all(x,y),all"),
            site(Operator::SwapParameters, "T › a and b", "get,GET,/;?b(header),a(query);;200(success);all(x,y),all"),
            site(Operator::LoseStatus, "T › 200", "get,GET,/;a(query),?b(header);;999(success);all(x,y),all"),
            site(Operator::ConfuseSuccess, "T › 200", "get,GET,/;a(query),?b(header);;200;all(x,y),all"),
            site(Operator::LoseSecurity, "T › security 0", "get,GET,/;a(query),?b(header);;200(success);all"),
            site(
                Operator::LoseSecurity,
                "T › security 0 › x",
                "get,GET,/;a(query),?b(header);;200(success);all(y),all"
            ),
            site(
                Operator::LoseSecurity,
                "T › security 0 › y",
                "get,GET,/;a(query),?b(header);;200(success);all(x),all"
            ),
            site(Operator::LoseSecurity, "T › security 1", "get,GET,/;a(query),?b(header);;200(success);all(x,y)"),
        ]
    );
}

#[test]
fn an_unknown_word_is_an_error() {
    for (kind, text) in [
        (Kind::Object, "id(other)"),
        (Kind::Object, "id;other"),
        (Kind::Object, "id;;other"),
        (Kind::Object, "id;bare(0,other)"),
        (Kind::Object, "id(items(other))"),
        (Kind::Object, "id(lenient(other))"),
        (Kind::Object, "id(xml(other))"),
        (Kind::Union, "other"),
        (Kind::Union, "any(other)"),
        (Kind::Union, "any;other"),
        (Kind::Rules, "other"),
        (Kind::Operation, "get,GET,/;a(query,other)"),
        (Kind::Operation, "get,GET,/;;body(other)"),
        (Kind::Operation, "get,GET,/;;body(json(application/json,other))"),
        (Kind::Operation, "get,GET,/;;;200(other)"),
        (Kind::Operation, "get,GET,/;;;200(headers(a(header,other)))"),
        (Kind::Operation, "get,GET,/;;;200;other(x)"),
    ] {
        let error = sites::sites(&table(kind, text)).unwrap_err();
        assert!(error.contains("nobody thought") || error.contains("more lists"), "{text}: {error}");
    }
}

/// The words that the runtime reads, by the arms of its decoders.
#[test]
fn every_word_of_the_runtime_is_known() {
    let quoted = |folder: &str, of: fn(&str) -> Option<&str>| {
        let mut words = BTreeSet::new();
        for file in rust_files::below(&root().join(folder)).unwrap() {
            for line in std::fs::read_to_string(file).unwrap().lines() {
                words.extend(
                    of(line).into_iter().flat_map(|part| part.split('"').skip(1).step_by(2)).map(str::to_owned),
                );
            }
        }
        words
    };
    // How a property of a form is written, is forgotten whatever it is.
    let read = quoted("runtime/src/rt/decode", |line| {
        let arm = line.trim_start();
        let is_word = arm.starts_with('"') && !arm.contains("FormStyle::");
        arm.split_once("=>").filter(|_| is_word).map(|(words, _)| words)
    });
    let known = quoted("tests/mutants/src/sites", |line| Some(line));
    assert!(read.len() > 50, "{read:?}");
    assert_eq!(read.difference(&known).collect::<Vec<_>>(), [] as [&String; 0]);
}
