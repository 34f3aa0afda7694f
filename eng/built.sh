# Sourced by ./test and the scripts that run what it built: the configuration, by default as the program is delivered, and where it lies.
configuration=${CONFIGURATION:-Release}

# built PROJECT PROGRAM: where the build has put it, seen from the checkout; nothing where it was not built.
built() { find "artifacts/bin/$1" -path "*${configuration,,}*" -name "$2" -type f 2> /dev/null | head -n 1; }
