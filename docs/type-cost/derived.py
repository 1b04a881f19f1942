"""Prints the types with derived serde."""

from drawn import VALUES, draw, is_open, keeps, union


def derived_struct(name, fields, keep):
    out = [f"#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\npub struct {name} {{"]
    for field, type_, required in fields:
        if required:
            out.append(f'    #[serde(rename = "{field}X")]\n    pub {field}: {type_},')
        else:
            out.append(
                f'    #[serde(rename = "{field}X", default, skip_serializing_if = "Option::is_none")]\n'
                f"    pub {field}: Option<{type_}>,"
            )
    if keep:
        out.append("    #[serde(flatten)]\n    pub additional_properties: BTreeMap<String, serde_json::Value>,")
    out.append("}\n")
    return "\n".join(out)


def derived_enum(name, open_):
    variants = [f'    #[serde(rename = "{value}")]\n    V{k},' for k, value in enumerate(VALUES)]
    if open_:
        variants.append("    #[serde(untagged)]\n    Other(String),")
    return "#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]\npub enum %s {\n%s\n}\n" % (name, "\n".join(variants))


def derived(structs, enums, operations):
    out = ["//! The types with derived serde.\n", "use std::collections::BTreeMap;\n\nuse serde::{Deserialize, Serialize};\n"]
    out += [derived_struct(f"T{i}", fields, keeps(i)) for i, fields in enumerate(draw(structs, enums))]
    out += [derived_enum(f"E{i}", is_open(i)) for i in range(enums)]
    variants = "\n".join(f"    {name}({type_})," for name, type_, _ in union(structs))
    out.append(f"#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]\n#[serde(untagged)]\npub enum Union {{\n{variants}\n}}\n")
    for i in range(operations):
        out.append(
            "#[derive(Debug, Clone, PartialEq)]\npub struct Operation%d {\n    pub id: String,\n    pub limit: Option<i64>,\n    pub body: T%d,\n}\n"
            % (i, i)
        )
    return "\n".join(out)
