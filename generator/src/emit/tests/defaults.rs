//! What is printed of defaults.

use super::files;

const PATHS: &str = "  /d:
    get:
      operationId: d
      parameters:
        - { name: limit, in: query, schema: { type: integer, default: 20, maximum: 100 } }
        - { name: small, in: query, schema: { type: integer, format: int32, default: -3 } }
        - { name: ratio, in: query, schema: { type: number, default: 1 } }
        - { name: flag, in: query, schema: { type: boolean, default: true } }
        - { name: text, in: query, schema: { type: string, default: 'a\"b' } }
        - { name: sort, in: query, schema: { type: string, enum: [asc, desc], default: asc } }
        - { name: order, in: query, schema: { $ref: '#/components/schemas/Order' } }
        - { name: since, in: query, schema: { type: string, format: date, default: '2020-01-01' } }
        - { name: ids, in: query, schema: { type: array, items: { type: integer }, default: [1, 2] } }
        - { name: wrong, in: query, schema: { type: boolean, default: 'true' } }
        - { name: far, in: query, schema: { type: integer, default: 500, maximum: 100 } }
        - { name: must, in: query, required: true, schema: { type: string, default: x } }
        - { name: none, in: query, schema: { type: string } }
      responses: { '204': { description: Done } }";

const ORDER: &str = "    Order: { type: integer, enum: [1, 2], default: 2 }\n";

/// The methods with their bodies, each on one line.
fn methods(file: &str) -> Vec<String> {
    let text = file.split_whitespace().collect::<Vec<_>>().join(" ");
    let methods = text.split("pub fn ").skip(1).filter(|method| method.contains("(&self)"));
    methods.map(|method| method.split('}').next().unwrap_or_default().trim_end().to_owned()).collect()
}

#[test]
fn scalars_have_a_method() {
    let files = files(PATHS, ORDER);
    let printed = &files["src/operations/api.rs"];
    let expected = [
        "limit_or_default(&self) -> i64 { self.limit.unwrap_or(20)",
        "small_or_default(&self) -> i32 { self.small.unwrap_or(-3)",
        "ratio_or_default(&self) -> f64 { self.ratio.unwrap_or(1.0)",
        "flag_or_default(&self) -> bool { self.flag.unwrap_or(true)",
        "text_or_default(&self) -> &str { self.text.as_deref().unwrap_or(\"a\\\"b\")",
        "sort_or_default(&self) -> Open<DSort> { self.sort.clone().unwrap_or(Open::Known(DSort::Asc))",
        "order_or_default(&self) -> Open<Order> { self.order.clone().unwrap_or(Open::Known(Order::Value2))",
    ];
    assert_eq!(methods(printed), expected);
}

#[test]
fn documentation_says_them() {
    let files = files(PATHS, ORDER);
    let found: Vec<&str> =
        files["src/operations/api.rs"].lines().map(str::trim).filter(|line| line.contains("Default: ")).collect();
    let expected = [
        "/// At most 100. Default: `20`.",
        "/// Default: `-3`.",
        "/// Default: `1`.",
        "/// Default: `true`.",
        "/// Default: `a\"b`.",
        "/// Default: `asc`.",
        "/// Default: `2`.",
        "/// Default: `2020-01-01`.",
        "/// Default: `[1,2]`.",
        "/// Default: `x`.",
    ];
    assert_eq!(found, expected);
}

#[test]
fn structs_have_them_too_and_names_do_not_meet() {
    let files = files(
        super::PING,
        "    A:
      type: object
      required: [must]
      properties:
        size: { type: integer, default: 1 }
        size_or_default: { type: string, default: x }
        opt: { type: string, nullable: true, default: null }
        nullable: { type: string, nullable: true, default: x }
        kind: { type: string, enum: [a, b], default: c }
        obj: { type: object, properties: { x: { type: integer } }, default: {} }
        must: { type: integer, default: 7 }\n",
    );
    let expected = [
        "size_or_the_default(&self) -> i64 { self.size.unwrap_or(1)",
        "size_or_default_or_default(&self) -> &str { self.size_or_default.as_deref().unwrap_or(\"x\")",
    ];
    assert_eq!(methods(&files["src/types/shared.rs"]), expected);
}

#[test]
fn where_there_is_none_nothing_is_printed() {
    let files = files(super::PING, "    A: { type: object, properties: { x: { type: string } } }\n");
    assert!(
        !files["src/types/shared.rs"].contains("efault: ") && !files["src/types/shared.rs"].contains("_or_default")
    );
}
