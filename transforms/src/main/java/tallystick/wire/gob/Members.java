package tallystick.wire.gob;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.wire.Slots;

/** The members of a struct that have a canonical field, those inside of members that have none of their own included. */
final class Members {
    private final List<Zero> zeros = new ArrayList<>();
    private final List<Integer> at = new ArrayList<>();

    Members(BoundRecord record, Slots slots, List<BoundStruct.Member> members) {
        add(record, slots, members, false);
    }

    private void add(BoundRecord record, Slots slots, List<BoundStruct.Member> members, boolean behindNil) {
        for (BoundStruct.Member member : members) {
            if (member instanceof BoundStruct.Bound bound) {
                zeros.add(behindNil ? Zero.nothing(bound.target()) : Zero.of(bound, record));
                at.add(slots.slot(bound.slots()));
            } else if (member instanceof BoundStruct.Spread spread) {
                add(record, slots, spread.members(), behindNil || spread.optional());
            }
        }
    }

    Zero[] zeros() {
        return zeros.toArray(new Zero[0]);
    }

    int[] at() {
        return at.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The members by the name on the wire; those of embedded structs too where nothing else has the name, as Go finds them. */
    static Map<String, BoundStruct.Member> byName(List<BoundStruct.Member> members) {
        Map<String, BoundStruct.Member> found = new LinkedHashMap<>();
        for (BoundStruct.Member member : members) {
            found.put(member.field().wireName(), member);
        }
        for (BoundStruct.Member member : members) {
            if (member instanceof BoundStruct.Spread spread && spread.inline() && !spread.optional()) {
                byName(spread.members()).forEach(found::putIfAbsent);
            }
        }
        return found;
    }
}
