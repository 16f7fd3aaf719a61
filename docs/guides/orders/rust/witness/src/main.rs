//! What the journal of the new service amounts to, by serde_json and the service's own types.

#[path = "../../service/src/model.rs"]
mod model;

use canon::{canonical, canonical_variants};
use model::{Channel, Customer, Line, Order, Payment, Status};

canonical!(Order {
    id, reference as "ref", created_at, updated_at, customer, status, channel, payment, lines, total, rebates, baskets,
    weight_kg, delivery_window, due, paid_at, gift, note or absent, seal, extra,
});
canonical!(Customer { name, emails });
canonical!(Line { sku, count, price });
canonical_variants!(Status { Open as "open", Paid as "paid", Shipped as "shipped", Returned as "returned" });
canonical_variants!(Channel { Web as "web", Phone as "phone" });
canonical_variants!(Payment { Cash as "cash", Card { last4, months } as "card", Transfer { iban } as "transfer" });

fn main() -> std::process::ExitCode {
    witness::main::<Order>()
}
