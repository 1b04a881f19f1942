//! What is generated from `api.yaml`, and the handlers of its server.

use std::convert::Infallible;

use specwright_runtime::server::{Context, Failure, axum};

/// The modules of the document.
pub mod api {
    include!(concat!(env!("OUT_DIR"), "/api/mod.rs"));
}

use api::{GetItemError, Item, Small};

/// The server, which answers lists with these items.
pub struct Generated {
    pub items: Vec<Item>,
}

impl api::Items for Generated {
    async fn list_items(&self, _: &mut Context, request: api::ListItems) -> Result<Vec<Item>, Failure<Infallible>> {
        Ok(if request.limit == Some(0) { Vec::new() } else { self.items.clone() })
    }

    async fn add_item(&self, _: &mut Context, request: api::AddItem) -> Result<Item, Failure<Infallible>> {
        Ok(request.body)
    }

    async fn get_item(&self, _: &mut Context, request: api::GetItem) -> Result<Small, Failure<GetItemError>> {
        if request.id < 0 {
            return Err(GetItemError::NotFound.into());
        }
        let mut small = Small::new(request.id, "lamp");
        small.note = request.fields;
        small.count = request.depth;
        Ok(small)
    }

    async fn put_item(&self, _: &mut Context, request: api::PutItem) -> Result<Item, Failure<Infallible>> {
        Ok(request.body)
    }

    async fn delete_item(&self, _: &mut Context, _: api::DeleteItem) -> Result<(), Failure<Infallible>> {
        Ok(())
    }

    async fn label_item(&self, _: &mut Context, request: api::LabelItem) -> Result<Small, Failure<Infallible>> {
        Ok(request.body)
    }

    async fn list_owners(&self, _: &mut Context, _: api::ListOwners) -> Result<(), Failure<Infallible>> {
        Ok(())
    }

    async fn get_owner(&self, _: &mut Context, _: api::GetOwner) -> Result<(), Failure<Infallible>> {
        Ok(())
    }

    async fn list_owner_items(&self, _: &mut Context, _: api::ListOwnerItems) -> Result<(), Failure<Infallible>> {
        Ok(())
    }

    async fn get_status(&self, _: &mut Context, _: api::GetStatus) -> Result<(), Failure<Infallible>> {
        Ok(())
    }
}

#[cfg(feature = "large")]
include!(concat!(env!("OUT_DIR"), "/handlers.rs"));

/// The server of the ten operations.
pub fn router(items: Vec<Item>) -> axum::Router {
    #[cfg(feature = "large")]
    return api::Api::new(Generated { items }).items().into_router();
    #[cfg(not(feature = "large"))]
    api::router(Generated { items })
}

/// The server of 1,200 operations.
#[cfg(feature = "large")]
pub fn large(items: Vec<Item>) -> axum::Router {
    api::Api::new(Generated { items }).items().more().into_router()
}
