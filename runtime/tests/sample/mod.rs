//! What the generator prints, written by hand for a small API: the runtime is tested against it, and it shows the
//! generator's printed form.

#![allow(missing_docs)]

pub mod types;

pub mod operations {
    use specwright_runtime::http::StatusCode;
    use specwright_runtime::operation::{Location, SchemeKind, SecurityScheme};
    use specwright_runtime::rt;

    use super::types::*;

    pub static API_KEY: SecurityScheme = SecurityScheme {
        name: "apiKey",
        credential: "api-key",
        kind: SchemeKind::ApiKey { location: Location::Header, name: "X-Api-Key" },
    };

    pub static API: rt::Api = rt::Api { schemes: &[&API_KEY], format_suffix: None };

    /// Lists the devices.
    #[derive(Clone, Default, PartialEq)]
    pub struct ListDevices {
        pub search: Option<String>,
        pub limit: Option<i64>,
    }

    rt::operation!(ListDevices default { 0 search, 1 limit } Alone DeviceList, ListDevicesError; API;
        "listDevices,GET,/devices;?search(query),?limit(query,maximum(100));;200(success,json(application/json)),403,\
        default;all(apiKey)");

    /// The documented error responses of [`ListDevices`].
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ListDevicesError {
        /// 403.
        Forbidden,
        /// Any other status.
        Default(StatusCode),
    }

    rt::responses!(ListDevicesError { 0 Forbidden {}, 1 Default { status 0 } });

    /// Replaces a device.
    #[derive(Clone, PartialEq)]
    pub struct ReplaceDevice {
        pub id: String,
        pub body: NewDevice,
    }

    impl ReplaceDevice {
        pub fn new(id: impl Into<String>, body: NewDevice) -> Self {
            Self { id: id.into(), body }
        }
    }

    rt::operation!(ReplaceDevice { 0 id, 1 body } Own ReplaceDeviceOutput, ReplaceDeviceError; API;
        "replaceDevice,PUT,/devices/{id}.json;id(path);body(json(application/json));\
        200(success,headers(X-Revision(header)),json(application/json)),202(success),4XX(text(text/plain));\
        all(apiKey),all");

    /// The documented successes of [`ReplaceDevice`].
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ReplaceDeviceOutput {
        /// 200.
        Ok { x_revision: i64, body: Device },
        /// 202.
        Accepted,
    }

    rt::responses!(ReplaceDeviceOutput { 0 Ok { 0 x_revision, 1 body }, 1 Accepted {} });

    /// The documented error responses of [`ReplaceDevice`].
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ReplaceDeviceError {
        /// Any 4XX.
        ClientError { status: StatusCode, body: String },
    }

    rt::responses!(ReplaceDeviceError { 0 ClientError { status status, 0 body } });
}

#[cfg(feature = "server")]
pub mod server {
    use specwright_runtime::operation::SecurityScheme;
    use specwright_runtime::security::Secret;
    use specwright_runtime::server::{Alternatives, Authenticate, Context, Failure, Options, Routes, Supplied, axum};

    use super::operations::*;
    use super::types::*;

    /// What callers supply: one alternative of the document's security.
    #[derive(Clone, Debug)]
    pub enum Credentials {
        /// The credential `api-key`.
        ApiKey(Secret),
    }

    impl Alternatives for Credentials {
        const ALL: &'static [&'static [&'static SecurityScheme]] = &[&[&super::operations::API_KEY]];

        fn from_supplied(supplied: Supplied) -> Option<Self> {
            if supplied.is(&["api-key"]) {
                return Some(Self::ApiKey(supplied.secret("api-key")?));
            }
            None
        }
    }

    /// The operations of the tag `devices`.
    pub trait Devices: Authenticate<Credentials> {
        /// Lists the devices.
        fn list_devices(
            &self,
            context: &mut Context<Self::Principal>,
            request: ListDevices,
        ) -> impl Future<Output = Result<DeviceList, Failure<ListDevicesError>>> + Send;

        /// Replaces a device.
        fn replace_device(
            &self,
            context: &mut Context<Option<Self::Principal>>,
            request: ReplaceDevice,
        ) -> impl Future<Output = Result<ReplaceDeviceOutput, Failure<ReplaceDeviceError>>> + Send;
    }

    /// The router of all operations.
    pub fn router<S: Devices, T: Clone + Send + Sync + 'static>(service: S) -> axum::Router<T> {
        router_with(service, Options::default())
    }

    /// The router of all operations.
    pub fn router_with<S: Devices, T: Clone + Send + Sync + 'static>(service: S, options: Options) -> axum::Router<T> {
        devices(Routes::new::<Credentials>(service)).into_router(options)
    }

    fn devices<S: Devices>(routes: Routes<S, S::Principal>) -> Routes<S, S::Principal> {
        routes
            .secured(|service, context, request: ListDevices| Box::pin(service.list_devices(context, request)))
            .optional(|service, context, request: ReplaceDevice| Box::pin(service.replace_device(context, request)))
    }
}
