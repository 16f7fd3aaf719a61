/** CSV as Go's encoding/csv and Rust's csv crate write and read it: docs/dialects/go-encoding-csv.md, rust-csv.md. */
@org.jspecify.annotations.NullMarked
package tallystick.wire.csv;
