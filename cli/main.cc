#include "cli/program.h"

int main(int argc, char** argv) { return autorules::cli::Run(argc, argv); }
