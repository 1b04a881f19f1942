//! Operations that nobody gets in to, for nobody knows how their credentials are carried: the client calls, and the server
//! answers 401 without asking a handler.

use std::sync::{Arc, Mutex, PoisonError};

use http::StatusCode;
use specwright_runtime::client::Error;
use specwright_runtime::error::EncodeError;
use specwright_runtime::message::Choice;

use crate::compare;
use crate::exchange::{Tap, call, requests, tapped, typed};
use crate::host::host;
use crate::slot::Slots;
use crate::subject::Subject;
use crate::tally::Tally;

/// Sends every request.
pub(crate) fn check(subject: Subject, slots: &Slots<'_>, tally: &mut Tally) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    for asked in requests(slots, tally) {
        let (router, record) = host(subject, None);
        let tap = Arc::new(Mutex::new(Tap::default()));
        let client = tapped(router, &tap).map_err(|error| error.to_string())?;
        let sent = typed(subject, &asked)?;
        let media_type = asked.body.as_ref().zip(slots.operation.body.as_ref());
        let media_type = media_type.and_then(|((index, _), body)| body.contents.get(*index));
        let media_type = media_type.map(|content| content.media_type).filter(|media_type| !media_type.contains('*'));
        let choice = Choice { content_type: media_type.map(str::to_owned), ..Choice::default() };
        let outcome = runtime.block_on(call(&client, subject, &*sent, choice));
        if let Err(Error::Encode(error @ EncodeError::Value { .. })) = &outcome {
            tally.uncarried += 1;
            tally.not_tried(format!("a request cannot be sent: {error}"));
            continue;
        }
        let tap = std::mem::take(&mut *tap.lock().unwrap_or_else(PoisonError::into_inner));
        let (request, (response, _)) =
            tap.request.zip(tap.response).ok_or_else(|| format!("nothing was on the wire: {outcome:?}"))?;
        compare::request(slots, &asked, &request)?;
        if record.take_seen().is_some() || response.status != StatusCode::UNAUTHORIZED {
            return Err(format!("a call that nobody can make gets {}\nrequest {asked:?}", response.status));
        }
        tally.messages += 1;
        tally.refusals += 1;
    }
    Ok(())
}
