/** What every wire format shares: the decoder and encoder of one record, and the findings a record can give rise to. Knows no Spark. */
@org.jspecify.annotations.NullMarked
package tallystick.wire;
