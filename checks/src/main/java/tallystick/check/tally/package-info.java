/** What a side amounts to: mergeable counts and digest sums per slice, and the buckets that locate what differs. */
@org.jspecify.annotations.NullMarked
package tallystick.check.tally;
