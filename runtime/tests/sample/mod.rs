//! What the generator prints, written by hand for a small API: the runtime is tested against it, and it shows the
//! generator's printed form.

#![allow(missing_docs)]

pub mod types;

pub mod operations {
    use specwright_runtime::fault::Outcome;
    use specwright_runtime::http::{Method, StatusCode};
    use specwright_runtime::model::Model;
    use specwright_runtime::operation::{
        Codec, Content, Location, Operation, OperationMeta, Parameter, Parts, RequestBody, Requirement, ResponseMeta,
        SchemeKind, SecurityScheme, Shape, StatusPattern, Style,
    };
    use specwright_runtime::reader::Reader;
    use specwright_runtime::rules::{Bound, Number, Rules};
    use specwright_runtime::writer::Writer;

    use super::types::*;

    pub static API_KEY: SecurityScheme = SecurityScheme {
        name: "apiKey",
        credential: "api-key",
        kind: SchemeKind::ApiKey { location: Location::Header, name: "X-Api-Key" },
    };

    /// Lists the devices.
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct ListDevices {
        pub search: Option<String>,
        pub limit: Option<i64>,
    }

    impl ListDevices {
        pub fn new() -> Self {
            Self::default()
        }
    }

    static LIST_DEVICES: OperationMeta = OperationMeta {
        id: "listDevices",
        method: Method::GET,
        path: "/devices",
        parameters: &[
            Parameter {
                name: "search",
                location: Location::Query,
                style: Style::Form,
                explode: true,
                allow_reserved: false,
                required: false,
                shape: Shape::Scalar,
                rules: None,
            },
            Parameter {
                name: "limit",
                location: Location::Query,
                style: Style::Form,
                explode: true,
                allow_reserved: false,
                required: false,
                shape: Shape::Scalar,
                rules: Some(&LIST_DEVICES_LIMIT),
            },
        ],
        body: None,
        responses: &[
            ResponseMeta {
                status: StatusPattern::Exact(200),
                body_optional: false,
                headers: &[],
                content: &[Content {
                    media_type: "application/json",
                    codec: Codec::Json,
                    alternative: 0,
                    rules: None,
                    xml: None,
                    form: None,
                }],
            },
            ResponseMeta { status: StatusPattern::Exact(403), body_optional: false, headers: &[], content: &[] },
            ResponseMeta { status: StatusPattern::Default, body_optional: false, headers: &[], content: &[] },
        ],
        security: &[Requirement { schemes: &[&API_KEY] }],
        format_suffix: None,
    };
    static LIST_DEVICES_LIMIT: Rules =
        Rules { maximum: Some(Bound { limit: Number::Integer(100), exclusive: false }), ..Rules::NONE };

    /// The documented replies of [`ListDevices`] that are no success.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ListDevicesError {
        /// 403.
        Forbidden,
        /// Any other status.
        Default(StatusCode),
    }

    impl Parts for ListDevices {
        fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> Outcome {
            match part {
                0 => self.search.read(reader),
                _ => self.limit.read(reader),
            }
        }

        fn write_part(&self, part: usize, writer: &mut Writer) -> Outcome {
            match part {
                0 => self.search.write(writer),
                _ => self.limit.write(writer),
            }
        }
    }

    impl Operation for ListDevices {
        fn meta() -> &'static OperationMeta {
            &LIST_DEVICES
        }
        type Output = DeviceList;
        type Error = ListDevicesError;

        fn hole() -> Self {
            Self::default()
        }

        fn reply_hole(response: usize, status: StatusCode) -> Result<DeviceList, ListDevicesError> {
            match response {
                0 => Ok(Model::hole()),
                1 => Err(ListDevicesError::Forbidden),
                _ => Err(ListDevicesError::Default(status)),
            }
        }

        fn reply_response(reply: &Result<DeviceList, ListDevicesError>) -> (usize, StatusCode) {
            match reply {
                Ok(_) => (0, StatusCode::OK),
                Err(ListDevicesError::Forbidden) => (1, StatusCode::FORBIDDEN),
                Err(ListDevicesError::Default(status)) => (2, *status),
            }
        }

        fn read_reply_part(
            reply: &mut Result<DeviceList, ListDevicesError>,
            _part: usize,
            reader: &mut Reader<'_>,
        ) -> Outcome {
            match reply {
                Ok(body) => body.read(reader),
                Err(ListDevicesError::Forbidden | ListDevicesError::Default(_)) => Ok(()),
            }
        }

        fn write_reply_part(
            reply: &Result<DeviceList, ListDevicesError>,
            _part: usize,
            writer: &mut Writer,
        ) -> Outcome {
            match reply {
                Ok(body) => body.write(writer),
                Err(ListDevicesError::Forbidden | ListDevicesError::Default(_)) => Ok(()),
            }
        }
    }

    /// Replaces a device.
    #[derive(Clone, Debug, PartialEq)]
    pub struct ReplaceDevice {
        pub id: String,
        pub body: NewDevice,
    }

    impl ReplaceDevice {
        pub fn new(id: impl Into<String>, body: NewDevice) -> Self {
            Self { id: id.into(), body }
        }
    }

    static REPLACE_DEVICE: OperationMeta = OperationMeta {
        id: "replaceDevice",
        method: Method::PUT,
        path: "/devices/{id}.json",
        parameters: &[Parameter {
            name: "id",
            location: Location::Path,
            style: Style::Simple,
            explode: false,
            allow_reserved: false,
            required: true,
            shape: Shape::Scalar,
            rules: None,
        }],
        body: Some(RequestBody {
            required: true,
            any_content_type: false,
            content: &[Content {
                media_type: "application/json",
                codec: Codec::Json,
                alternative: 0,
                rules: None,
                xml: None,
                form: None,
            }],
        }),
        responses: &[
            ResponseMeta {
                status: StatusPattern::Exact(200),
                body_optional: false,
                headers: &[Parameter {
                    name: "X-Revision",
                    location: Location::Header,
                    style: Style::Simple,
                    explode: false,
                    allow_reserved: false,
                    required: true,
                    shape: Shape::Scalar,
                    rules: None,
                }],
                content: &[Content {
                    media_type: "application/json",
                    codec: Codec::Json,
                    alternative: 0,
                    rules: None,
                    xml: None,
                    form: None,
                }],
            },
            ResponseMeta { status: StatusPattern::Exact(202), body_optional: false, headers: &[], content: &[] },
            ResponseMeta {
                status: StatusPattern::Range(4),
                body_optional: false,
                headers: &[],
                content: &[Content {
                    media_type: "text/plain",
                    codec: Codec::Text,
                    alternative: 0,
                    rules: None,
                    xml: None,
                    form: None,
                }],
            },
        ],
        security: &[Requirement { schemes: &[&API_KEY] }, Requirement { schemes: &[] }],
        format_suffix: None,
    };

    /// The documented successes of [`ReplaceDevice`].
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ReplaceDeviceOutput {
        /// 200.
        Ok { x_revision: i64, body: Device },
        /// 202.
        Accepted,
    }

    /// The documented replies of [`ReplaceDevice`] that are no success.
    #[derive(Clone, Debug, PartialEq)]
    #[non_exhaustive]
    pub enum ReplaceDeviceError {
        /// Any 4XX.
        ClientError { status: StatusCode, body: String },
    }

    impl Parts for ReplaceDevice {
        fn read_part(&mut self, part: usize, reader: &mut Reader<'_>) -> Outcome {
            match part {
                0 => self.id.read(reader),
                _ => self.body.read(reader),
            }
        }

        fn write_part(&self, part: usize, writer: &mut Writer) -> Outcome {
            match part {
                0 => self.id.write(writer),
                _ => self.body.write(writer),
            }
        }
    }

    impl Operation for ReplaceDevice {
        fn meta() -> &'static OperationMeta {
            &REPLACE_DEVICE
        }
        type Output = ReplaceDeviceOutput;
        type Error = ReplaceDeviceError;

        fn hole() -> Self {
            Self { id: Model::hole(), body: Model::hole() }
        }

        fn reply_hole(response: usize, status: StatusCode) -> Result<ReplaceDeviceOutput, ReplaceDeviceError> {
            match response {
                0 => Ok(ReplaceDeviceOutput::Ok { x_revision: Model::hole(), body: Model::hole() }),
                1 => Ok(ReplaceDeviceOutput::Accepted),
                _ => Err(ReplaceDeviceError::ClientError { status, body: Model::hole() }),
            }
        }

        fn reply_response(reply: &Result<ReplaceDeviceOutput, ReplaceDeviceError>) -> (usize, StatusCode) {
            match reply {
                Ok(ReplaceDeviceOutput::Ok { .. }) => (0, StatusCode::OK),
                Ok(ReplaceDeviceOutput::Accepted) => (1, StatusCode::ACCEPTED),
                Err(ReplaceDeviceError::ClientError { status, .. }) => (2, *status),
            }
        }

        fn read_reply_part(
            reply: &mut Result<ReplaceDeviceOutput, ReplaceDeviceError>,
            part: usize,
            reader: &mut Reader<'_>,
        ) -> Outcome {
            match reply {
                Ok(ReplaceDeviceOutput::Ok { x_revision, body }) => match part {
                    0 => x_revision.read(reader),
                    _ => body.read(reader),
                },
                Ok(ReplaceDeviceOutput::Accepted) => Ok(()),
                Err(ReplaceDeviceError::ClientError { body, .. }) => body.read(reader),
            }
        }

        fn write_reply_part(
            reply: &Result<ReplaceDeviceOutput, ReplaceDeviceError>,
            part: usize,
            writer: &mut Writer,
        ) -> Outcome {
            match reply {
                Ok(ReplaceDeviceOutput::Ok { x_revision, body }) => match part {
                    0 => x_revision.write(writer),
                    _ => body.write(writer),
                },
                Ok(ReplaceDeviceOutput::Accepted) => Ok(()),
                Err(ReplaceDeviceError::ClientError { body, .. }) => body.write(writer),
            }
        }
    }
}

#[cfg(feature = "server")]
pub mod server {
    use specwright_runtime::server::{Authenticate, Failure, Options, Routes, axum};

    use super::operations::*;
    use super::types::*;

    /// The operations of the tag `devices`.
    pub trait Devices: Authenticate {
        /// Lists the devices.
        fn list_devices(
            &self,
            caller: &Self::Principal,
            request: ListDevices,
        ) -> impl Future<Output = Result<DeviceList, Failure<ListDevicesError>>> + Send;

        /// Replaces a device.
        fn replace_device(
            &self,
            caller: Option<&Self::Principal>,
            request: ReplaceDevice,
        ) -> impl Future<Output = Result<ReplaceDeviceOutput, Failure<ReplaceDeviceError>>> + Send;
    }

    /// The router of all operations.
    pub fn router<S: Devices>(service: S) -> axum::Router {
        router_with(service, Options::default())
    }

    /// The router of all operations.
    pub fn router_with<S: Devices>(service: S, options: Options) -> axum::Router {
        devices(Routes::new(service)).into_router(options)
    }

    fn devices<S: Devices>(routes: Routes<S, S::Principal>) -> Routes<S, S::Principal> {
        routes
            .secured(|service, caller, request: ListDevices| Box::pin(service.list_devices(caller, request)))
            .optional(|service, caller, request: ReplaceDevice| Box::pin(service.replace_device(caller, request)))
    }

    specwright_runtime::failures!(ListDevicesError, ReplaceDeviceError);
}
