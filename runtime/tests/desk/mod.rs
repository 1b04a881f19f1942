//! A service for the sample API: it notes what it is asked, and fails on demand.

use std::sync::{Arc, Mutex};

use specwright_runtime::error::BoxError;
use specwright_runtime::operation::OperationMeta;
use specwright_runtime::server::{AuthError, Authenticate, Credentials, Failure, Matched};

use crate::sample::operations::*;
use crate::sample::server::Devices;
use crate::sample::types::*;

/// A service that notes what it was asked.
#[derive(Clone, Default)]
pub struct Desk(pub Arc<Mutex<Vec<String>>>);

impl Desk {
    fn note(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

impl Authenticate for Desk {
    type Principal = String;

    async fn authenticate(&self, credentials: Credentials, parts: &http::request::Parts) -> Result<String, AuthError> {
        let matched = parts.extensions.get::<Matched>().unwrap();
        self.note(format!("{} {} of {}", parts.uri, matched.id, matched.template));
        match credentials.api_key("apiKey").unwrap().expose() {
            "good" => Ok("anna".to_owned()),
            "weak" => Err(AuthError::Forbidden),
            "none" => Err(AuthError::Missing),
            _ => Err(AuthError::Invalid),
        }
    }

    fn failed(&self, operation: &'static OperationMeta, error: &BoxError) {
        self.note(format!("{} failed: {error}", operation.id));
    }
}

impl Devices for Desk {
    async fn list_devices(
        &self,
        caller: &String,
        request: ListDevices,
    ) -> Result<DeviceList, Failure<ListDevicesError>> {
        match request.search.as_deref() {
            Some("documented") => Err(ListDevicesError::Forbidden)?,
            Some("error") => Err(std::io::Error::other("the password is 1234"))?,
            Some("text") => Err(Failure::other("the password is 5678"))?,
            Some("forbidden") => Ok(vec![Device { name: Some("x".repeat(65)), ..Device::new() }].into()),
            _ => Ok(vec![Device { name: Some(caller.clone()), ..Device::new() }].into()),
        }
    }

    async fn replace_device(
        &self,
        caller: Option<&String>,
        request: ReplaceDevice,
    ) -> Result<ReplaceDeviceOutput, Failure<ReplaceDeviceError>> {
        let name = format!("{} {} {:?}", request.id, request.body.name, caller);
        Ok(ReplaceDeviceOutput::Ok { x_revision: 7, body: Device { name: Some(name), ..Device::new() } })
    }
}
