# Where matrix products come from: picks one file of backend/cpu/ and what it links with.
# Sets NNLITE_BLAS_SOURCE; defines nnlite_use_blas(target folder).

if(NNLITE_BLAS STREQUAL "openblas")
  execute_process(
    COMMAND "${Python_EXECUTABLE}" -c "import scipy_openblas32 as o; print(o.get_lib_dir())"
    OUTPUT_VARIABLE openblas_dir OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "NNLITE_BLAS=openblas needs the Python package scipy-openblas32: run "
                        "'pip install scipy-openblas32', or pass -DNNLITE_BLAS=none")
  endif()
  find_package(OpenBLAS CONFIG REQUIRED PATHS "${openblas_dir}/cmake/openblas" NO_DEFAULT_PATH)
  get_target_property(openblas_library OpenBLAS::OpenBLAS IMPORTED_LOCATION)
  set(blas_file blas_cblas.cpp)
elseif(NNLITE_BLAS STREQUAL "system")
  find_package(BLAS REQUIRED)
  set(blas_file blas_cblas.cpp)
elseif(NNLITE_BLAS STREQUAL "none")
  set(blas_file blas_none.cpp)
else()
  message(FATAL_ERROR "NNLITE_BLAS='${NNLITE_BLAS}' is not one of openblas, system, none")
endif()
file(GLOB NNLITE_BLAS_SOURCE CONFIGURE_DEPENDS
     "${CMAKE_CURRENT_SOURCE_DIR}/nnlite/backend/cpu/${blas_file}")

# Links `target`, and puts a bundled library into `folder`, beside the library that needs it.
function(nnlite_use_blas target folder)
  if(NNLITE_BLAS STREQUAL "openblas")
    # The file, not the imported target: an export would name that, and users have no such target.
    target_link_libraries(${target} PRIVATE "${openblas_library}")
    target_compile_definitions(${target} PRIVATE BLAS_SYMBOL_PREFIX=scipy_)
    add_custom_command(
      TARGET ${target} POST_BUILD
      COMMAND "${CMAKE_COMMAND}" -E copy_if_different "${openblas_library}" "${folder}")
    install(FILES "${openblas_library}" DESTINATION lib)
  elseif(NNLITE_BLAS STREQUAL "system")
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:BLAS::BLAS>)
    target_compile_definitions(${target} PRIVATE BLAS_SYMBOL_PREFIX=)
  endif()
endfunction()
