# What `cmake --install` lays out: program, catalogue, manual, and the core library with its headers.
include(CMakePackageConfigHelpers)

install(TARGETS attune RUNTIME)
install(DIRECTORY questionnaires/ DESTINATION ${CMAKE_INSTALL_DATADIR}/attune/questionnaires)
install(FILES man/attune.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES man/attune-questionnaire.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Inside the house headers are named by their folder; installed, that name begins with "attune/", so that a header of
# another project's base/ cannot take their place.
foreach(header
    attune.h
    base/error.h
    questionnaire/answer.h
    questionnaire/catalogue.h
    questionnaire/check.h
    questionnaire/document.h
    questionnaire/load.h
    questionnaire/questionnaire.h
    questionnaire/reader.h
    questionnaire/reported_error.h
    questionnaire/score_range.h
    scoring/key_sums.h
    scoring/measurement_error.h
    scoring/norm_group.h
    scoring/norm_score.h
    scoring/reliable_change.h
    scoring/scorer.h)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS src/${header})
  file(READ src/${header} text)
  string(REGEX REPLACE "#include \"([a-z]+)/" "#include \"attune/\\1/" text "${text}")
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/include/attune/${header} CONTENT "${text}" @ONLY)
endforeach()
install(DIRECTORY ${PROJECT_BINARY_DIR}/include/attune DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/attune)
install(TARGETS attune_core EXPORT attune ARCHIVE)
install(EXPORT attune NAMESPACE attune:: DESTINATION ${config_folder})
configure_package_config_file(cmake/attune-config.cmake.in ${PROJECT_BINARY_DIR}/attune-config.cmake
  INSTALL_DESTINATION ${config_folder})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/attune-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/attune-config.cmake ${PROJECT_BINARY_DIR}/attune-config-version.cmake
  DESTINATION ${config_folder})
