package tallystick.job.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import tallystick.check.tally.Filing;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.migration.Format;
import tallystick.migration.Migration;
import tallystick.migration.SideName;
import tallystick.record.RecordShapes;
import tallystick.shape.DialectOptions;
import tallystick.spark.CanonicalSchema;
import tallystick.spark.RowWriter;
import tallystick.wire.RecordDecoder;

/** The plan of a migration's side of files: its records are decoded, and rows are those of the contract. */
record SidePlan(RecordShapes records, List<String> slices, @Nullable Filing filedBy) implements RecordPlan {
    private static final long serialVersionUID = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    SidePlan {
        slices = List.copyOf(slices);
    }

    @Override
    public Contract contract() {
        return records.contract();
    }

    @Override
    public RecordDecoder decoder() {
        return records.decoder();
    }

    @Override
    public RowWriting rows() {
        return new RowWriter(contract())::write;
    }

    @Override
    public StructType schema() {
        return CanonicalSchema.table(contract());
    }

    @Override
    public Optional<Filing> filing() {
        return Optional.ofNullable(filedBy);
    }

    @Override
    public int semantics() {
        return records.semantics();
    }

    /**
     * SHA-256 of everything that decides what the bytes of a side mean: the contract, the side's format, the mapping, the
     * slices, the limits and the semantics. Paths, checks and gates are not among it.
     */
    String basis(Migration migration, SideName side) {
        Format format = migration.side(side).requireFormat();
        ObjectNode basis = JSON.createObjectNode();
        basis.set("contract", ContractFile.toJson(contract()));
        basis.put("runtime", format.runtime());
        basis.put("dialect", format.dialect());
        basis.put("layout", format.layout().toString());
        basis.put("unwrap", format.unwrap().toString());
        if (format.records().get(0).isPlain()) {
            basis.put("record", format.records().get(0).record());
        } else {
            basis.put("records", format.records().toString());
        }
        basis.set("types", format.types());
        basis.put("unknown_fields_ignored", format.options().ignoreUnknownFields());
        basis.put("last_duplicate_wins", format.options().lastDuplicateWins());
        basis.put("max_depth", format.options().maxDepth());
        if (!format.options().dialect().equals(DialectOptions.NONE)) {
            basis.put("options", format.options().dialect().toString());
        }
        basis.put("max_record_bytes", migration.limits().maxRecordBytes());
        basis.put("compression", migration.side(side).store().compression().name());
        basis.set("mapping", JSON.valueToTree(new TreeMap<>(migration.mapping(side))));
        basis.set("slices", JSON.valueToTree(slices));
        if (filedBy != null) {
            basis.put("units", migration.side(side).store().units().orElse(""));
            basis.set("filed_by", JSON.valueToTree(migration.side(side).store().filedBy()));
        }
        basis.put("semantics", semantics());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(basis));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
