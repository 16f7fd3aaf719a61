package tallystick.wire;

import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;

import tallystick.contract.CanonicalType;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;

/** What the types of a side themselves do to a timestamp, however they are written. */
public final class TimestampCarriage {
    private TimestampCarriage() {}

    public static Carriage of(CanonicalType.TimestampType type, SideType side) {
        if (type.keepsOffset()
                && (side == Library.CHRONO_UTC || side == Library.SYSTEM_TIME || side instanceof SideType.Epoch)) {
            return lossy("the offset is lost: the side's type is in UTC");
        }
        if (side instanceof SideType.Epoch epoch) {
            return epoch.digits() < type.precision()
                    ? lossy("the integer drops digits of a second beyond " + epoch.digits())
                    : Carriage.EXACT;
        }
        return side == Library.CHRONO_FIXED
                ? rule("chrono rounds offsets to minutes: an instant of local mean time has moved")
                : Carriage.EXACT;
    }
}
