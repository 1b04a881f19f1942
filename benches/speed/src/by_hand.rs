//! What one would write by hand: types with serde's derives, and handlers of axum.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Small {
    pub id: i64,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hidden: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<i64>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Owner {
    pub id: i64,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub admin: Option<bool>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Active,
    Archived,
    Deleted,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Item {
    pub id: i64,
    pub name: String,
    pub state: State,
    pub score: f64,
    pub labels: Vec<String>,
    pub owner: Owner,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<bool>,
}

#[derive(Deserialize)]
struct ListItems {
    limit: Option<i32>,
}

#[derive(Deserialize)]
struct GetItem {
    fields: Option<String>,
    depth: Option<i32>,
}

/// The server, which answers lists with these items.
pub fn router(items: Vec<Item>) -> Router {
    Router::new()
        .route("/items", get(list_items).post(async |Json(item): Json<Item>| (StatusCode::CREATED, Json(item))))
        .route(
            "/items/{id}",
            get(get_item)
                .put(async |Path(_): Path<i64>, Json(item): Json<Item>| Json(item))
                .delete(async |Path(_): Path<i64>| StatusCode::NO_CONTENT),
        )
        .route("/items/{id}/labels", post(async |Path(_): Path<i64>, Json(small): Json<Small>| Json(small)))
        .route("/owners", get(nothing))
        .route("/owners/{owner}", get(nothing))
        .route("/owners/{owner}/items", get(nothing))
        .route("/status", get(nothing))
        .with_state(Arc::new(items))
}

async fn list_items(Shared(items): Shared<Arc<Vec<Item>>>, Query(query): Query<ListItems>) -> Json<Vec<Item>> {
    Json(if query.limit == Some(0) { Vec::new() } else { items.to_vec() })
}

async fn get_item(Path(id): Path<i64>, Query(query): Query<GetItem>) -> Result<Json<Small>, StatusCode> {
    if id < 0 {
        return Err(StatusCode::NOT_FOUND);
    }
    let GetItem { fields, depth } = query;
    Ok(Json(Small {
        id,
        name: "lamp".to_owned(),
        note: fields,
        link: None,
        count: depth,
        weight: None,
        hidden: None,
        parent: None,
    }))
}

async fn nothing() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// The server of 1,200 operations.
#[cfg(feature = "large")]
pub fn large(items: Vec<Item>) -> Router {
    router(items).merge(include!(concat!(env!("OUT_DIR"), "/routes.rs")))
}
