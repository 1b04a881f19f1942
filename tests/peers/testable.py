"""A document in, the same out as a tester can hold a generated server to it, which does by itself what no document says:

* it refuses requests in `application/problem+json`, with the statuses of `REFUSALS`;
* it holds integers in 64 bits;
* it reads what `x-lenient` names beside the documented form, and `1` and `0` as booleans wherever a value is text;
* it takes texts of the format `local-date-time` alone where that is said;
* it takes an unlisted property of a form once, as one text.

    testable.py specs/getscreen.yaml > getscreen.json
"""

import json
import pathlib
import sys

import yaml
from validate import Plain

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
REFUSALS = ("400", "401", "404", "405", "406", "413", "415")
PROBLEM = {"schema": {"type": "object", "required": ["title", "status"], "properties": {"status": {"type": "integer"}}}}
LOCAL = "^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8]) ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"
FORM = "application/x-www-form-urlencoded"


def follow(document, value):
    while "$ref" in value:
        target = document
        for key in value["$ref"].removeprefix("#/").split("/"):
            target = target[key.replace("~1", "/").replace("~0", "~")]
        value = target
    return value


def refuse(document, operation):
    responses = operation["responses"]
    for status in REFUSALS:
        known = follow(document, responses.get(status, responses.get("4XX", {"description": "Refused."})))
        responses[status] = {**known, "content": {**known.get("content", {}), "application/problem+json": PROBLEM}}


def read(value):
    """Every schema as it is read."""
    if isinstance(value, list):
        return [read(item) for item in value]
    if not isinstance(value, dict):
        return value
    value = {key: read(inner) for key, inner in value.items() if key not in ("example", "examples")}
    lenient = value.pop("x-lenient", [])
    lenient = [lenient] if isinstance(lenient, str) else lenient
    kind = value.get("type")
    if kind == "integer":
        value.setdefault("minimum", -(2**63))
        value.setdefault("maximum", 2**63 - 1)
    if value.get("format") == "local-date-time":
        value["pattern"] = LOCAL
    if "number-or-string" in lenient and kind == "string":
        return {"anyOf": [value, {"type": "number"}]}
    if "number-or-string" in lenient and kind in ("integer", "number"):
        return {"anyOf": [value, {"type": "string", "pattern": "^-?[1-9][0-9]{0,17}$"}]}
    if "bool-or-number" in lenient and kind == "boolean":
        return {"anyOf": [value, {"enum": [0, 1, "0", "1", "true", "false"]}]}
    if "one-or-many" in lenient and kind == "array":
        return {"anyOf": [value, value.get("items", {})]}
    return value


def as_text(schema):
    """A schema whose values are text."""
    if isinstance(schema, dict) and schema.get("type") == "boolean":
        return {"enum": [True, False, 0, 1]}
    return schema


def close(document, schema):
    schema = dict(follow(document, schema))
    schema["properties"] = {name: as_text(inner) for name, inner in schema.get("properties", {}).items()}
    schema["additionalProperties"] = {"type": "string"}
    return schema


def main(path):
    document = read(json.loads(json.dumps(yaml.load(pathlib.Path(path).read_text(encoding="utf-8"), Loader=Plain))))
    for item in document["paths"].values():
        for operation in (item[method] for method in METHODS if method in item):
            refuse(document, operation)
            for parameter in operation.get("parameters", []) + item.get("parameters", []):
                parameter = follow(document, parameter)
                parameter["schema"] = as_text(parameter.get("schema", {}))
            content = follow(document, operation.get("requestBody", {})).get("content", {})
            if FORM in content and "schema" in content[FORM]:
                content[FORM]["schema"] = close(document, content[FORM]["schema"])
    json.dump(document, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
