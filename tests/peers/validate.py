"""Documents in, what `openapi-spec-validator` finds in them out; the status is 1 where it found anything.

The documents that generated crates carry for their proof leave out what is only for people. `description` of a Response
Object is such a text, and OpenAPI 3.0 demands it: it is put back in, empty, before such a document is judged. Nothing
else is changed.
"""

import json
import pathlib
import sys

import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def load(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        document = json.loads(text)
        describe(document)
        return document
    # A date stays the text that it is in JSON, and so does the status of a reply.
    return json.loads(json.dumps(yaml.load(text, Loader=Plain)))


class Plain(yaml.SafeLoader):
    """YAML as JSON reads it: without timestamps."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def describe(document):
    replies = list(document.get("components", {}).get("responses", {}).values())
    for item in document["paths"].values():
        for method in METHODS:
            replies += item.get(method, {}).get("responses", {}).values()
    for reply in replies:
        if "$ref" not in reply:
            reply.setdefault("description", "")


def main(paths):
    found = 0
    for path in map(pathlib.Path, paths):
        document = load(path)
        validator = OpenAPIV31SpecValidator if document["openapi"].startswith("3.1") else OpenAPIV30SpecValidator
        faults = list(validator(document).iter_errors())
        print(f"{path}: OpenAPI {document['openapi']}, {len(document['paths'])} paths, {len(faults)} faults", flush=True)
        for fault in faults:
            print(f"  at {list(fault.absolute_path)}: {fault.message[:300]}")
        found += len(faults)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
