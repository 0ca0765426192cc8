#pragma once

#include <string>
#include <vector>

#include "guide/markdown.h"

namespace attune {

/// Writes `message`, made safe, and a line feed to the standard error; wrapped where that is a terminal, with the
/// indent of each line kept. That it cannot be written is no reason to fail.
void tell(const std::string& message);

/// Tells what came of a run over files: notes, the summary, and what the questionnaire says of itself, if anything.
void tell_outcome(const std::vector<std::string>& notes, const std::string& summary, const std::string& caution);

/// How text looks best at the standard output: its width, bold and underline on a terminal, ASCII where it shows no
/// more.
TerminalStyle terminal_style();

/// Writes to the standard output, in ASCII where the terminal shows no more.
void write_text(const std::string& text);

/// Asks a question on the terminal and whether the answer is yes; anything else, and the end of input, is no.
/// Throws Error (io) where the terminal was closed meanwhile.
bool confirmed(const std::string& question);

/// Whether the person wants what cannot be undone: `yes` says so beforehand, else confirmed() does. Throws Error
/// (usage) where nobody can be asked.
bool is_sure(bool yes, const std::string& question);

/// Lets a person read `text`: through the pager on a terminal that it would not fit, else as write_text(). Throws Error
/// (io) where the terminal was closed meanwhile.
void page_text(const std::string& text);

}  // namespace attune
