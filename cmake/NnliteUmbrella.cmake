# Makes nnlite/nnlite.h, the one header of native programs: every header of the folders they use.
# Sets NNLITE_UMBRELLA_DIR.

set(NNLITE_UMBRELLA_DIR "${PROJECT_BINARY_DIR}/umbrella")
set(includes "")
foreach(folder core ops nn optim train)
  file(GLOB headers CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}"
       "${CMAKE_CURRENT_SOURCE_DIR}/nnlite/${folder}/*.h")
  foreach(header ${headers})
    string(APPEND includes "#include \"${header}\"\n")
  endforeach()
endforeach()
file(CONFIGURE OUTPUT "${NNLITE_UMBRELLA_DIR}/nnlite/nnlite.h" @ONLY CONTENT
"// The whole of nnlite for a native program. Made by CMake from the folders' headers.
#pragma once

#include \"nnlite/backend/threads.h\"
#include \"nnlite/base/version.h\"
@includes@")
