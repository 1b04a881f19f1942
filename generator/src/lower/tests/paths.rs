//! What is found in paths.

use super::{document, listed, lower};
use crate::config::Config;

fn found(text: &str) -> Vec<String> {
    listed(&lower(text, &Config::new("sample")).1)
}

#[test]
fn of_paths() {
    let operation =
        |id: &str| format!("{{ get: {{ operationId: {id}, responses: {{ default: {{ description: Done }} }} }} }}");
    let parameter = "parameters: [ { name: x, in: path, required: true, schema: { type: string } } ]";
    let path = |path: &str, id: &str, name: &str| {
        let operation = operation(id).replacen(
            "{ get",
            &format!("{{ {}, get", parameter.replace("name: x", &format!("name: {name}"))),
            1,
        );
        format!("  '{path}': {operation}\n")
    };
    for (paths, expected) in [
        (
            path("/a/{x}", "a", "x") + &path("/b/{x}", "a", "x"),
            "warning duplicate-operation-id /paths/~1a~1{x}/get/operationId: there is another operation `a`; this one is called `get_a_by_x`\n\
             warning duplicate-operation-id /paths/~1b~1{x}/get/operationId: there is another operation `a`; this one is called `get_b_by_x`",
        ),
        (
            path("/a/{x", "a", "x"),
            "error invalid-path /paths/~1a~1{x: `/a/{x` is not a path template: there is a `{` without a `}` behind it",
        ),
        (
            path("/a/{x}?b", "a", "x"),
            "error unsupported-path-query /paths/~1a~1{x}?b/get: a query or fragment in a path (`/a/{x}?b`) is not supported",
        ),
        (
            path("/a/{x}", "a", "x").replace("required: true", "required: false"),
            "warning path-parameter-optional /paths/~1a~1{x}/parameters/0: the path parameter `x` must be `required: true`; it is read so",
        ),
    ] {
        let found: Vec<String> =
            found(&document(&paths, "")).into_iter().filter(|line| !line.contains("name-clash")).collect();
        assert_eq!(found, expected.lines().collect::<Vec<_>>(), "{paths}");
    }
}

/// Templates that differ only by the names of parameters are one path: nothing is refused.
#[test]
fn of_paths_that_are_one() {
    let parameter =
        |name: &str| format!("[ {{ name: {name}, in: path, required: true, schema: {{ type: string }} }} ]");
    let path = |name: &str, methods: &[&str]| {
        let operation = |method: &&str| {
            format!("{method}: {{ operationId: {method}{name}, responses: {{ '204': {{ description: Done }} }} }}")
        };
        let operations = methods.iter().map(operation).collect::<Vec<_>>().join(", ");
        format!("  '/a/{{{name}}}/b': {{ parameters: {}, {operations} }}\n", parameter(name))
    };
    let text =
        document(&(path("x", &["get", "put"]) + &path("y", &["post"]) + &path("z", &["post", "delete", "get"])), "");
    let (api, diagnostics) = lower(&text, &Config::new("sample"));
    let one = "but for the names of its parameters; their operations are told apart by method";
    let twice = "has the same method, so that the server never routes a request here; the client has both operations";
    assert_eq!(
        listed(&diagnostics),
        [
            format!(
                "warning ambiguous-paths /paths/~1a~1{{y}}~1b: `/a/{{y}}/b` is the same path as `/a/{{x}}/b` {one}"
            ),
            format!(
                "warning ambiguous-paths /paths/~1a~1{{z}}~1b: `/a/{{z}}/b` is the same path as `/a/{{x}}/b` {one}"
            ),
            format!("warning unreachable-operation /paths/~1a~1{{z}}~1b/get: `/a/{{x}}/b` {twice}"),
            format!("warning unreachable-operation /paths/~1a~1{{z}}~1b/post: `/a/{{y}}/b` {twice}"),
        ]
    );
    let names: Vec<&str> = api.operations.iter().map(|operation| operation.name.rust.as_str()).collect();
    assert_eq!(names, ["getx", "putx", "posty", "getz", "postz", "deletez"]);
}
