//! A service for the sample API: it notes what it is asked, and fails on demand.

use std::sync::{Arc, Mutex};

use specwright_runtime::server::{AuthError, Authenticate, Context, Failure, Options};

use crate::sample::operations::*;
use crate::sample::server::{Credentials, Devices};
use crate::sample::types::*;

/// A service that notes what it was asked.
#[derive(Clone, Default)]
pub struct Desk(pub Arc<Mutex<Vec<String>>>);

impl Desk {
    fn note(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }

    /// The options of a router that notes failures.
    pub fn options(&self) -> Options {
        let desk = self.clone();
        Options::default().on_failure(move |error, context| {
            desk.note(format!("{} failed: {error}", context.operation().unwrap().id));
        })
    }
}

impl Authenticate<Credentials> for Desk {
    type Principal = String;

    async fn authenticate(&self, credentials: Credentials, context: &Context) -> Result<String, AuthError> {
        let matched = context.operation().map(|matched| format!("{} of {}", matched.id, matched.template));
        self.note(format!("{} {}", context.uri(), matched.unwrap_or_default()));
        let Credentials::ApiKey(key) = credentials;
        match key.expose() {
            "good" => Ok("anna".to_owned()),
            "weak" => Err(AuthError::forbidden("the key is weak")),
            "none" => Err(AuthError::missing("the key is none")),
            "late" => Err(AuthError::unavailable("the keys are not there")),
            _ => Err(AuthError::invalid("the key is bad")),
        }
    }
}

impl Devices for Desk {
    async fn list_devices(
        &self,
        context: &mut Context<String>,
        request: ListDevices,
    ) -> Result<DeviceList, Failure<ListDevicesError>> {
        match request.search.as_deref() {
            Some("documented") => Err(ListDevicesError::Forbidden)?,
            Some("error") => Err(std::io::Error::other("the password is 1234"))?,
            Some("text") => Err(Failure::other("the password is 5678"))?,
            Some("forbidden") => Ok(vec![Device { name: Some("x".repeat(65)), ..Device::new() }].into()),
            _ => Ok(vec![Device { name: Some(context.principal().clone()), ..Device::new() }].into()),
        }
    }

    async fn replace_device(
        &self,
        context: &mut Context<Option<String>>,
        request: ReplaceDevice,
    ) -> Result<ReplaceDeviceOutput, Failure<ReplaceDeviceError>> {
        let name = format!("{} {} {:?}", request.id, request.body.name, context.principal());
        Ok(ReplaceDeviceOutput::Ok { x_revision: 7, body: Device { name: Some(name), ..Device::new() } })
    }
}
