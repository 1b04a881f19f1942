//! A server of `notes.yaml` that keeps its notes in memory, and a client of it that needs no socket.

use std::sync::{Mutex, PoisonError};

use specwright_runtime::client::BaseUrlError;
use specwright_runtime::server::{Context, Failure};

/// What the build script made of `notes.yaml`.
pub mod notes {
    include!(concat!(env!("OUT_DIR"), "/notes/mod.rs"));
}

use std::convert::Infallible;

use notes::{AddNote, GetNote, GetNoteError, Note};

/// The notes, each with its place as its number.
#[derive(Default)]
pub struct Book {
    texts: Mutex<Vec<String>>,
}

impl notes::Notes for Book {
    async fn add_note(&self, _: &mut Context, request: AddNote) -> Result<Note, Failure<Infallible>> {
        let text = request.body.text;
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.push(text.clone());
        Ok(Note::new(number(texts.len() - 1), text))
    }

    async fn get_note(&self, _: &mut Context, request: GetNote) -> Result<Note, Failure<GetNoteError>> {
        let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let text = usize::try_from(request.id).ok().and_then(|place| texts.get(place));
        Ok(Note::new(request.id, text.ok_or(GetNoteError::NotFound)?))
    }
}

fn number(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

/// A client whose requests go straight to a server with an empty book; the address is never looked up.
///
/// # Errors
/// None: the address is fine.
pub fn client() -> Result<notes::Client, BaseUrlError> {
    notes::Client::with_service("http://localhost", notes::router(Book::default()))
}

#[cfg(test)]
mod tests {
    use specwright_runtime::client::Error;

    use super::*;
    use crate::notes::NewNote;

    #[tokio::test]
    async fn client_and_server_talk() {
        let client = client().unwrap();
        let added = client.add_note(AddNote::new(NewNote::new("Water the plants."))).await.unwrap();
        assert_eq!((added.status().as_u16(), added.into_inner()), (201, Note::new(0, "Water the plants.")));
        let read = client.get_note(GetNote::new(0)).await.unwrap();
        assert_eq!(read.into_inner(), Note::new(0, "Water the plants."));
    }

    #[tokio::test]
    async fn what_is_documented_is_typed() {
        let error = client().unwrap().get_note(GetNote::new(1)).await.unwrap_err();
        assert!(matches!(error, Error::Api(response) if matches!(*response, GetNoteError::NotFound)));
    }

    #[tokio::test]
    async fn what_the_document_forbids_is_not_sent() {
        let error = client().unwrap().add_note(AddNote::new(NewNote::new(""))).await.unwrap_err();
        assert!(matches!(error, Error::Encode(_)), "{error:?}");
    }
}
