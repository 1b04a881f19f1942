"""Prints the types in the form that Specwright prints: see runtime/tests/sample/types.rs."""

from drawn import VALUES


def printed_struct(name, fields, keep):
    table = name.upper() + "_TABLE"
    holes = {"i64": "0", "String": "String::new()"}
    out = ["#[derive(Clone, PartialEq)]", f"pub struct {name} {{"]
    out += [f"    pub {field}: {type_ if required else f'Option<{type_}>'}," for field, type_, required in fields]
    if keep:
        out.append("    pub additional_properties: BTreeMap<String, Json>,")
    out += ["}\n", f"static {table}: Object = Object {{", f'    name: "{name}",', "    fields: &["]
    for field, _, required in fields:
        need = "Required" if required else "Optional"
        out.append(f'        Field {{ name: "{field}X", json: ",\\"{field}X\\":", need: Need::{need}, rules: None, aliases: &[], xml: None }},')
    out += ["    ],", f"    unknown: Unknown::{'Keep' if keep else 'Skip'},", "    rules: None,", "    bare_array: None,", "};\n"]
    hole = [f"{field}: {holes[type_] if required else 'None'}" for field, type_, required in fields]
    if keep:
        hole.append("additional_properties: BTreeMap::new()")
    reads = [f"            {k} => self.{field}.read(reader)," for k, (field, _, _) in enumerate(fields)]
    if keep:
        reads.append("            _ => self.additional_properties.read_entry(reader),")
    else:
        reads[-1] = f"            _ => self.{fields[-1][0]}.read(reader),"
    writes = [f"        writer.field(&self.{field});" for field, _, _ in fields]
    if keep:
        writes.append("        writer.rest(&self.additional_properties);")
    out.append(f"""impl Model for {name} {{
    fn hole() -> Self {{
        Self {{ {', '.join(hole)} }}
    }}

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {{
        reader.object(self, &{table})
    }}

    fn write(&self, writer: &mut Writer) -> Outcome {{
        writer.object(self, &{table})
    }}
}}

impl Fields for {name} {{
    fn read_field(&mut self, index: usize, reader: &mut Reader<'_>) -> Outcome {{
        match index {{
{chr(10).join(reads)}
        }}
    }}

    fn write_fields(&self, writer: &mut FieldWriter<'_>) {{
{chr(10).join(writes)}
    }}
}}
""")
    return "\n".join(out)


def printed_enum(name, open_, values=None):
    values = values or [(f"V{k}", value) for k, value in enumerate(VALUES)]
    variants = "\n".join(f"    {variant}," for variant, _ in values)
    from_text = "\n".join(f'            "{value}" => Self::{variant},' for variant, value in values)
    as_text = "\n".join(f'            Self::{variant} => "{value}",' for variant, value in values)
    listed = ", ".join(f'"{value}"' for _, value in values)
    return f"""#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum {name} {{
{variants}
    Other(String),
}}

impl Model for {name} {{
    fn hole() -> Self {{
        Self::Other(String::new())
    }}

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {{
        reader.enumeration(self)
    }}

    fn write(&self, writer: &mut Writer) -> Outcome {{
        writer.enumeration(self)
    }}
}}

impl Enumeration for {name} {{
    const VALUES: &'static [&'static str] = &[{listed}];
    const OPEN: bool = {str(open_).lower()};

    fn from_text(text: &str) -> Self {{
        match text {{
{from_text}
            other => Self::Other(other.to_owned()),
        }}
    }}

    fn as_text(&self) -> &str {{
        match self {{
{as_text}
            Self::Other(text) => text,
        }}
    }}

    fn is_other(&self) -> bool {{
        matches!(self, Self::Other(_))
    }}
}}
"""


def printed_union(variants):
    def arms(pattern):
        return "\n".join(pattern.format(k=k, name=name) for k, (name, _, _) in enumerate(variants))

    listed = "\n".join(f"        Variant {{ kinds: Kinds::{kind}, tags: &[], rules: None }}," for _, _, kind in variants)
    return f"""#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum Union {{
{chr(10).join(f"    {name}({type_})," for name, type_, _ in variants)}
    Other(Json),
}}

static UNION: OneOf = OneOf {{
    variants: &[
{listed}
    ],
    discriminator: None,
}};

impl Model for Union {{
    fn hole() -> Self {{
        Self::Other(Json::null())
    }}

    fn read(&mut self, reader: &mut Reader<'_>) -> Outcome {{
        reader.one_of(self, &UNION)
    }}

    fn write(&self, writer: &mut Writer) -> Outcome {{
        writer.one_of(self, &UNION)
    }}
}}

impl Variants for Union {{
    fn select(&mut self, index: usize) {{
        *self = match index {{
{arms("            {k} => Self::{name}(Model::hole()),")}
            _ => Self::Other(Model::hole()),
        }};
    }}

    fn selected(&self) -> usize {{
        match self {{
{arms("            Self::{name}(_) => {k},")}
            Self::Other(_) => {len(variants)},
        }}
    }}

    fn read_variant(&mut self, reader: &mut Reader<'_>) -> Outcome {{
        match self {{
{arms("            Self::{name}(value) => value.read(reader),")}
            Self::Other(value) => value.read(reader),
        }}
    }}

    fn write_variant(&self, writer: &mut Writer) -> Outcome {{
        match self {{
{arms("            Self::{name}(value) => value.write(writer),")}
            Self::Other(value) => value.write(writer),
        }}
    }}
}}
"""
