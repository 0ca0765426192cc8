# What the compiler and the linker can do so that a mistake in the code stays a crash: a position that is new in each run,
# guarded returns and stack frames, checked copies, tables that are read-only once the program runs.
# tests/house/test_hardening.py looks for it in the program.
include(CheckCXXCompilerFlag)

add_library(attune_hardening INTERFACE)
if(CMAKE_BUILD_TYPE STREQUAL Release AND NOT ATTUNE_SANITIZE)
  target_compile_options(attune_hardening INTERFACE -fPIE -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  target_link_options(attune_hardening INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
  check_cxx_compiler_flag(-fcf-protection=full ATTUNE_HAS_CONTROL_FLOW_PROTECTION)  # on x86
  if(ATTUNE_HAS_CONTROL_FLOW_PROTECTION)
    target_compile_options(attune_hardening INTERFACE -fcf-protection=full)
  endif()
endif()
