# Installs the licences of what is linked into the package, from the packages that brought it.
# Not our own licence: that is LICENSE, which every wheel carries.

set(notices_dir "${PROJECT_BINARY_DIR}/licenses")
set(bundled pybind11)
if(NNLITE_BLAS STREQUAL "openblas")
  list(APPEND bundled scipy-openblas32)
endif()
foreach(package ${bundled})
  execute_process(
    COMMAND
      "${Python_EXECUTABLE}" -c
      "import importlib.metadata as m, pathlib, sys
d = m.distribution(sys.argv[1])
texts = [f.read_text() for f in d.files or [] if f.name.upper().startswith('LICENSE')]
text = '\\n'.join(t for t in texts if t) or d.metadata.get('License') or ''
sys.exit('no licence in ' + sys.argv[1]) if not text else None
p = pathlib.Path(sys.argv[2])
p.mkdir(parents=True, exist_ok=True)
(p / (sys.argv[1] + '.txt')).write_text(text)" "${package}" "${notices_dir}"
      COMMAND_ERROR_IS_FATAL ANY)
endforeach()
install(DIRECTORY "${notices_dir}" DESTINATION .)
