//! Adds a note and reads it again.

use std::error::Error;

use specwright_build_script_example::client;
use specwright_build_script_example::notes::{AddNote, GetNote, NewNote};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = client()?;
    let added = client.add_note(AddNote::new(NewNote::new("Water the plants."))).await?;
    let read = client.get_note(GetNote::new(added.id)).await?;
    println!("{}: {}", read.id, read.text);
    Ok(())
}
