package tallystick.wire.serde;

import tallystick.canonical.RecordBuffer;
import tallystick.shape.BoundRecord;
import tallystick.wire.BadFrameException;
import tallystick.wire.Findings;
import tallystick.wire.Framer;
import tallystick.wire.Malformed;
import tallystick.wire.RuleCounts;

/** Finds the end of a record by passing over its fields: nothing else says where it is. */
public final class SerdeFramer implements Framer {
    private final Skipper record;
    private final Input in;

    public SerdeFramer(BoundRecord bound, Coding coding) {
        this.record = new Skipper.Plan(bound.shape(), coding).named(bound.root().wireName());
        this.in = new Input(
                new RecordBuffer(),
                new Findings(),
                new RuleCounts(),
                bound.options().maxDepth());
    }

    @Override
    public long frame(byte[] input, int from, int limit, boolean end) throws BadFrameException {
        in.reset(input, from, limit);
        try {
            record.skip(in);
        } catch (Malformed e) {
            if (e.ended()) {
                return MORE;
            }
            throw new BadFrameException(e.at(), e.detail());
        }
        if (in.pos == from) {
            throw new BadFrameException(0, "the record takes no bytes, so that nothing divides one from the next");
        }
        return (long) in.pos - from;
    }
}
