# What `cpack` makes: Debian's package of the program with its catalogue, manual and completions. script/package calls it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL program)
set(CPACK_STRIP_FILES ON)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/debian/complete.cmake)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME attune)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER "The authors of attune <maintainers@attune.example>")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What is loaded only when it is needed: the pager, and the library that writes Excel workbooks.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS less)
if(xlsxwriter_FOUND)
  string(APPEND CPACK_DEBIAN_PACKAGE_RECOMMENDS ", libxlsxwriter4")
endif()
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "questionnaires of adult attachment, asked, scored and explained")
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION "attune asks questionnaires of adult attachment in a terminal, scores files of
answers by their published keys, and names the region of anxiety and
avoidance in which a result lies, with the error of the scores.
.
It comes with the keys of the ECR, its revision and short forms, the AAS-R,
RSQ and RQ, with inventories of its own, and with a guide to attachment. It
has no network code.")
include(CPack)
