# What `cmake --install` lays out: program, catalogue, manual and completions; and the core library with its headers.
include(CMakePackageConfigHelpers)

set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME program)
install(TARGETS attune RUNTIME)
install(DIRECTORY questionnaires/ DESTINATION ${CMAKE_INSTALL_DATADIR}/attune/questionnaires)
foreach(section 1 5 7)
  install(DIRECTORY man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section} FILES_MATCHING PATTERN "*.${section}")
endforeach()
install(FILES README.md SECURITY.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY examples LICENSES DESTINATION ${CMAKE_INSTALL_DOCDIR})
set(completions ${PROJECT_BINARY_DIR}/completions)
install(FILES ${completions}/attune.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME attune)
install(FILES ${completions}/attune.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _attune)
install(FILES ${completions}/attune.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)

# Inside the house headers are named by their folder; installed, that name begins with "attune/", so that a header of
# another project's base/ cannot take their place. Installed are those that attune.h brings along.
file(GLOB public_headers RELATIVE ${PROJECT_SOURCE_DIR}/src CONFIGURE_DEPENDS
  src/questionnaire/*.h src/scoring/*.h src/psychometrics/*.h)
list(REMOVE_ITEM public_headers
  questionnaire/language.h questionnaire/load_parts.h questionnaire/yaml_writer.h psychometrics/answer_steps.h)
foreach(header attune.h base/error.h ${public_headers})
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS src/${header})
  file(READ src/${header} text)
  string(REGEX REPLACE "#include \"([a-z]+)/" "#include \"attune/\\1/" text "${text}")
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/include/attune/${header} CONTENT "${text}" @ONLY)
endforeach()
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME development)
install(DIRECTORY ${PROJECT_BINARY_DIR}/include/attune DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/attune)
install(TARGETS attune_core EXPORT attune ARCHIVE)
install(EXPORT attune NAMESPACE attune:: DESTINATION ${config_folder})
configure_package_config_file(cmake/attune-config.cmake.in ${PROJECT_BINARY_DIR}/attune-config.cmake
  INSTALL_DESTINATION ${config_folder} PATH_VARS CMAKE_INSTALL_DATADIR)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/attune-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/attune-config.cmake ${PROJECT_BINARY_DIR}/attune-config-version.cmake
  DESTINATION ${config_folder})

# The tree may be moved, so that all paths begin where this file is found.
set(pkgconfig_folder ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
file(RELATIVE_PATH prefix_from_pkgconfig ${CMAKE_INSTALL_PREFIX}/${pkgconfig_folder} ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/attune.pc.in ${PROJECT_BINARY_DIR}/attune.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/attune.pc DESTINATION ${pkgconfig_folder})
