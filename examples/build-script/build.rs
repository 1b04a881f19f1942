//! Generates the modules of `notes.yaml` below `OUT_DIR`.

fn main() {
    specwright::build("notes.yaml", &specwright::Config::new("notes"));
}
