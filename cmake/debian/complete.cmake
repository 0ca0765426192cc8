# What Debian asks of a package beyond what is installed: a compressed manual, a changelog, who may do what with it, and
# the completion of zsh where Debian's looks for it.
# cpack runs it between laying out the files and packing them.
set(folder ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/program/usr/share)
set(documents ${folder}/doc/attune)

file(COPY_FILE ${CMAKE_CURRENT_LIST_DIR}/changelog ${documents}/changelog.Debian)
file(RENAME ${documents}/CHANGELOG.md ${documents}/changelog)
file(GLOB_RECURSE texts ${folder}/man/*.[157] ${documents}/changelog*)
execute_process(COMMAND gzip -9n ${texts} COMMAND_ERROR_IS_FATAL ANY)

# As a field of the copyright file: indented, with a dot in empty lines.
file(READ ${CMAKE_CURRENT_LIST_DIR}/../../LICENSES/CC-BY-4.0.txt cc_by)
string(STRIP "${cc_by}" cc_by)
string(REGEX REPLACE "[ \t]*\n" "\n " cc_by "${cc_by}")
string(REPLACE "\n \n" "\n .\n" cc_by "${cc_by}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/copyright.in ${documents}/copyright @ONLY)
file(REMOVE_RECURSE ${documents}/LICENSE ${documents}/LICENSES)  # the copyright file has them

file(MAKE_DIRECTORY ${folder}/lintian/overrides)
file(COPY_FILE ${CMAKE_CURRENT_LIST_DIR}/lintian-overrides ${folder}/lintian/overrides/attune)

file(MAKE_DIRECTORY ${folder}/zsh/vendor-completions)
file(RENAME ${folder}/zsh/site-functions/_attune ${folder}/zsh/vendor-completions/_attune)
file(REMOVE_RECURSE ${folder}/zsh/site-functions)

# Whatever the tree's own were when it was unpacked.
file(CHMOD ${documents}/changelog.Debian.gz ${documents}/copyright ${folder}/lintian/overrides/attune
  PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
