# SPDX-License-Identifier: Apache-2.0
#
# Installs the build tree BUILD_DIR to a folder of its own and uses it from there as somebody else's project would:
# find_package, headers, libraries, the tool with the runtime, and the C library by way of pkg-config.

set(work ${BUILD_DIR}/tests/install)
set(prefix ${work}/prefix)
file(REMOVE_RECURSE ${work})

function(run)
  execute_process(COMMAND ${ARGV} OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE result)
  if(NOT result EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}: exit code ${result}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

function(expect what pattern)
  if(NOT output MATCHES "${pattern}")
    message(FATAL_ERROR "${what} printed:\n${output}\nand not ${pattern}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BUILD_DIR} --prefix ${prefix})

# The sources of the consumer, away from ours, so that no header of the source tree is found by chance.
file(COPY ${CMAKE_CURRENT_LIST_DIR}/consumer DESTINATION ${work})
run(${CMAKE_COMMAND} -S ${work}/consumer -B ${work}/build -G Ninja -DCMAKE_PREFIX_PATH=${prefix} -DVERSION=${VERSION})
run(${CMAKE_COMMAND} --build ${work}/build)

run(erl -noinput -boot no_dot_erlang -eval "io:put_chars(code:lib_dir(stdlib)), halt().")
set(lists ${output}/ebin/lists.beam)
run(${work}/build/consumer ${lists})
expect(consumer "^lists: [0-9]+ of [0-9]+ functions, [0-9]+ bytes\n$")

run(${prefix}/bin/beamfold --version)
expect("beamfold --version" "^beamfold ${VERSION}\n$")
run(${prefix}/bin/beamfold run lists seq 1 5)
expect("beamfold run" "^\\[1,2,3,4,5\\]\n$")

# The C library, without CMake. LIBDIR is where the libraries were installed below the prefix.
set(ENV{PKG_CONFIG_PATH} ${prefix}/${LIBDIR}/pkgconfig)
run(pkg-config --modversion beamfold)
expect("pkg-config --modversion" "^${VERSION}\n$")
run(pkg-config --cflags --libs beamfold)
separate_arguments(flags UNIX_COMMAND "${output}")
file(COPY ${CMAKE_CURRENT_LIST_DIR}/c DESTINATION ${work})
run(${C_COMPILER} -std=c11 -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror ${work}/c/compile.c -o ${work}/compile
    ${flags} -Wl,-rpath,${prefix}/${LIBDIR})
run(${work}/compile ${lists} ${work}/from_c.wasm target=runtime)
expect("the C program" "^beamfold ${VERSION}: [0-9]+ bytes\n$")
run(${prefix}/bin/beamfold compile -q ${lists} -o ${work}/from_tool.wasm)
run(${CMAKE_COMMAND} -E compare_files ${work}/from_c.wasm ${work}/from_tool.wasm)
run(wasm-validate ${work}/from_c.wasm)
run(${work}/compile ${lists} ${work}/from_c.beam target=atomvm float32=1 memory=512:65536)
expect("the C program" "^beamfold ${VERSION}: [0-9]+ bytes\n$")
run(${prefix}/bin/beamfold compile --target=atomvm --float32 --memory=512:65536 ${lists} -o ${work}/from_tool.beam)
run(${CMAKE_COMMAND} -E compare_files ${work}/from_c.beam ${work}/from_tool.beam)
execute_process(COMMAND ${work}/compile ${lists} ${work}/none.beam target=moon ERROR_VARIABLE output RESULT_VARIABLE result)
expect("the C program" "this beamfold has no option target=moon\n$")
file(WRITE ${work}/bad.beam "FOR1 and nothing that follows")
execute_process(COMMAND ${work}/compile ${work}/bad.beam ${work}/bad.wasm ERROR_VARIABLE output RESULT_VARIABLE result)
expect("the C program" "bad.beam: byte 4: the header says [0-9]+ bytes, 21 follow\n$")
if(NOT result EQUAL 1 OR EXISTS ${work}/bad.wasm)
  message(FATAL_ERROR "the C program took a bad file: exit code ${result}")
endif()
