//! The record of the new order service.

use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;
use std::collections::BTreeMap;
use std::time::Duration;
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    pub id: u64,
    pub reference: Uuid,
    pub created_at: DateTime<FixedOffset>,
    pub updated_at: Option<DateTime<Utc>>,
    pub customer: Option<Customer>,
    pub status: Status,
    pub channel: Channel,
    pub payment: Payment,
    pub lines: Vec<Line>,
    pub total: Decimal,
    pub rebates: BTreeMap<i32, Decimal>,
    pub baskets: Vec<Vec<String>>,
    pub weight_kg: f32,
    pub delivery_window: Duration,
    pub due: NaiveDate,
    pub paid_at: Option<DateTime<Utc>>,
    pub gift: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub seal: ByteBuf,
    pub extra: serde_json::Value,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Customer {
    pub name: String,
    pub emails: Vec<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    pub sku: String,
    pub count: u32,
    pub price: Decimal,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Open,
    Paid,
    Shipped,
    Returned,
}

#[derive(Serialize, Deserialize)]
pub enum Channel {
    Web,
    Phone,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "means", content = "details", rename_all = "snake_case")]
pub enum Payment {
    Cash,
    Card { last4: String, months: Option<u8> },
    Transfer { iban: String },
}
