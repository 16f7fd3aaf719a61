//! Makes the Rust code of `descriptors.bin` in `facts/src/generated`. Needs no protoc: the descriptor set is what it makes.

use prost::Message;
use std::path::Path;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = root.join("../facts/src/generated");
    std::fs::create_dir_all(&out)?;
    let bytes = std::fs::read(root.join("../../descriptors.bin"))?;
    let mut config = prost_build::Config::new();
    // Maps in the order of their keys, so that two runs write the same bytes.
    config
        .out_dir(&out)
        .compile_well_known_types()
        .extern_path(".google.protobuf", "::pbjson_types")
        .btree_map(["."])
        .compile_fds(prost_types::FileDescriptorSet::decode(bytes.as_slice())?)?;
    pbjson_build::Builder::new()
        .register_descriptors(&bytes)?
        .out_dir(&out)
        .btree_map(["."])
        .build(&[".facts.v3", ".facts.v2", ".things"])?;
    Ok(())
}
