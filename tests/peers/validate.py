"""Documents in, what `openapi-spec-validator` finds in them out; the status is 1 where it found anything."""

import json
import pathlib
import sys

import yaml
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

def load(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return json.loads(text)
    # A date stays the text that it is in JSON, and so does the status of a response.
    return json.loads(json.dumps(yaml.load(text, Loader=Plain)))


class Plain(yaml.SafeLoader):
    """YAML as JSON reads it: without timestamps."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def main(paths):
    found = 0
    for path in map(pathlib.Path, paths):
        document = load(path)
        validator = OpenAPIV31SpecValidator if document["openapi"].startswith("3.1") else OpenAPIV30SpecValidator
        errors = list(validator(document).iter_errors())
        print(f"{path}: OpenAPI {document['openapi']}, {len(document['paths'])} paths, {len(errors)} errors", flush=True)
        for error in errors:
            print(f"  at {list(error.absolute_path)}: {error.message[:300]}")
        found += len(errors)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
