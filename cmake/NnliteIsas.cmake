# Which instruction sets the kernels are compiled for, and with which flags.
# Sets NNLITE_ISAS_BUILT, NNLITE_FLAGS_<isa>, NNLITE_KERNEL_FLAGS, NNLITE_GENERATED_DIR.

if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  set(isas baseline avx2 avx512)
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64|ARM64)$")
  set(isas neon)
else()
  set(isas baseline)
endif()
set(NNLITE_FLAGS_baseline -DNNLITE_VECTOR_BYTES=16)
set(NNLITE_FLAGS_neon -DNNLITE_VECTOR_BYTES=16)
set(NNLITE_FLAGS_avx2 -DNNLITE_VECTOR_BYTES=32 -mavx2 -mfma -mf16c -mbmi2)
set(NNLITE_FLAGS_avx512 -DNNLITE_VECTOR_BYTES=64 -mavx512f -mavx512bw -mavx512vl -mavx512dq -mfma -mf16c -mbmi2
                        -mprefer-vector-width=512)

# Never -ffast-math: it breaks NaN checks and flips the host's floating-point mode.
set(NNLITE_KERNEL_FLAGS -O3 -fno-math-errno -fno-trapping-math -fno-exceptions -fopenmp-simd)

set(NNLITE_ISAS_BUILT ${isas})
if(NNLITE_ISAS)
  foreach(isa ${NNLITE_ISAS})
    if(NOT isa IN_LIST isas)
      message(FATAL_ERROR "NNLITE_ISAS: '${isa}' is not one of ${isas} of this processor")
    endif()
  endforeach()
  set(NNLITE_ISAS_BUILT ${NNLITE_ISAS})
endif()

# The backend learns the list from a header made here; only backend/cpu/isa.cpp includes it.
set(NNLITE_GENERATED_DIR "${PROJECT_BINARY_DIR}/generated")
set(rows "")
set(tables "")
foreach(isa ${NNLITE_ISAS_BUILT})
  string(APPEND rows " X(${isa})")
  string(APPEND tables "#define NNLITE_ISA ${isa}\n#include \"nnlite/backend/cpu/isa_tables.inc\"\n"
                       "#undef NNLITE_ISA\n")
endforeach()
file(CONFIGURE OUTPUT "${NNLITE_GENERATED_DIR}/nnlite/isa_tables.h" @ONLY CONTENT
"// Made by CMake: the instruction sets this build holds, the oldest first.
@tables@#define NNLITE_ISA_LIST(X)@rows@
")
