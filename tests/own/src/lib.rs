//! What the build script made of `models/`.

maitred::include_services!();
