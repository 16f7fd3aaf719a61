package tallystick.shape;

import java.io.Serializable;
import java.util.List;

/**
 * A type of the program that wrote a side, as docs/spec/migration.md spells it. One model serves Go and Rust and every
 * format: what a type looks like on the wire is the format's business.
 */
public sealed interface SideType extends Serializable {

    /** Types of the language itself. Go's {@code int}, Rust's {@code isize} and their like are 64 bits wide; {@code rune} is I32. */
    enum Scalar implements SideType {
        BOOL,
        I8,
        I16,
        I32,
        I64,
        I128,
        U8,
        U16,
        U32,
        U64,
        U128,
        F32,
        F64,
        STRING,
        /** A Rust {@code char}. */
        CHAR,
        /** A Go {@code []byte}, a Rust {@code ByteBuf} or a field with {@code serde_bytes}. A {@code Vec<u8>} is a sequence. */
        BYTES,
        /** Rust's {@code ()}. */
        UNIT;

        public boolean isInteger() {
            return compareTo(I8) >= 0 && compareTo(U128) <= 0;
        }
    }

    /** Types of the standard libraries and of packages that every program uses. */
    enum Library implements SideType {
        GO_ANY("any"),
        GO_NUMBER("json.Number"),
        GO_RAW_MESSAGE("json.RawMessage"),
        GO_TIME("time.Time"),
        GO_DURATION("time.Duration"),
        /** Always behind a pointer. */
        GO_BIG_INT("*big.Int"),
        /** Always behind a pointer. */
        GO_BIG_FLOAT("*big.Float"),
        /** Always behind a pointer. */
        GO_BIG_RAT("*big.Rat"),
        GO_UUID("uuid.UUID"),
        GO_DECIMAL("decimal.Decimal"),
        SQL_NULL_STRING("sql.NullString"),
        SQL_NULL_INT64("sql.NullInt64"),
        SQL_NULL_INT32("sql.NullInt32"),
        SQL_NULL_INT16("sql.NullInt16"),
        SQL_NULL_FLOAT64("sql.NullFloat64"),
        SQL_NULL_BOOL("sql.NullBool"),
        SQL_NULL_TIME("sql.NullTime"),
        CHRONO_UTC("DateTime<Utc>"),
        CHRONO_FIXED("DateTime<FixedOffset>"),
        NAIVE_DATE_TIME("NaiveDateTime"),
        NAIVE_DATE("NaiveDate"),
        NAIVE_TIME("NaiveTime"),
        TIME_DELTA("TimeDelta"),
        TIME_OFFSET_DATE_TIME("time::OffsetDateTime"),
        /** An OffsetDateTime {@code with = "time::serde::rfc3339"}. */
        TIME_RFC3339("time::OffsetDateTime with time::serde::rfc3339"),
        TIME_PRIMITIVE_DATE_TIME("time::PrimitiveDateTime"),
        TIME_DATE("time::Date"),
        TIME_TIME("time::Time"),
        TIME_DURATION("time::Duration"),
        SYSTEM_TIME("SystemTime"),
        STD_DURATION("Duration"),
        RUST_UUID("Uuid"),
        RUST_DECIMAL("Decimal"),
        RUST_BIG_INT("BigInt"),
        JSON_VALUE("serde_json::Value"),
        RAW_VALUE("serde_json::value::RawValue"),
        PROTO_TIMESTAMP("google.protobuf.Timestamp"),
        PROTO_DURATION("google.protobuf.Duration"),
        PROTO_STRUCT("google.protobuf.Struct"),
        PROTO_VALUE("google.protobuf.Value"),
        PROTO_LIST("google.protobuf.ListValue");

        private final String text;

        Library(String text) {
            this.text = text;
        }

        /** As the language spells it. */
        public String text() {
            return text;
        }

        /** Whether this is one of Go's big numbers, which are declared behind a pointer. */
        public boolean isGoBig() {
            return this == GO_BIG_INT || this == GO_BIG_FLOAT || this == GO_BIG_RAT;
        }

        /** Whether this is one of Go's {@code sql.Null} wrappers. */
        public boolean isSqlNull() {
            return compareTo(SQL_NULL_STRING) >= 0 && compareTo(SQL_NULL_TIME) <= 0;
        }

        /** What a {@code sql.Null} wrapper wraps. */
        public SideType wrapped() {
            return switch (this) {
                case SQL_NULL_STRING -> Scalar.STRING;
                case SQL_NULL_INT64 -> Scalar.I64;
                case SQL_NULL_INT32 -> Scalar.I32;
                case SQL_NULL_INT16 -> Scalar.I16;
                case SQL_NULL_FLOAT64 -> Scalar.F64;
                case SQL_NULL_BOOL -> Scalar.BOOL;
                case SQL_NULL_TIME -> GO_TIME;
                default -> this;
            };
        }
    }

    /** A Go pointer or a Rust Option. */
    record Nullable(SideType inner) implements SideType {}

    /** A Go slice or a Rust Vec. */
    record Sequence(SideType element) implements SideType {}

    /** An array of fixed length. */
    record FixedArray(SideType element, int length) implements SideType {}

    /** A Go map, a Rust HashMap or BTreeMap. */
    record MapOf(SideType key, SideType value) implements SideType {}

    /** A Rust tuple of two or more. */
    record Tuple(List<SideType> elements) implements SideType {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** A chrono date and time written as an integer since 1970 ({@code chrono::serde::ts_milliseconds} and its like). */
    record Epoch(int digits, boolean naive) implements SideType {}

    /** A value in a form of serde_with's. */
    record As(SideType inner, Adapter adapter) implements SideType {}

    /** A type declared under {@code types}. */
    record Named(String name) implements SideType {}

    /** A type that could not be read; a problem was reported, and nothing more is to be said about it. */
    record Unknown(String text) implements SideType {}
}
