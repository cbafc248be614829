# The linters, each on the files that git knows; every one counts as a test.
# shellcheck shell=bash

# tracked PATTERN…: the files git knows, without vendored ones; outside git, all that lie here.
tracked() {
    (cd "$ROOT" && if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git -c safe.directory='*' ls-files -z --cached --others --exclude-standard -- "$@"
    else
        local arguments=() pattern
        for pattern in "$@"; do arguments+=(-o -name "${pattern##*/}"); done
        find . \( -name .local -o -name node_modules -o -name .git \) -prune -o -type f \( "${arguments[@]:1}" \) -print0
    fi) | grep -zvE '/static/(src/)?lib/|/static/description/index\.html$|\.svg$|package-lock\.json$' || true
}

install_node_tools() {
    npm ci --prefix "$ROOT" --cache "$CACHE/npm" --prefer-offline --no-audit --no-fund --ignore-scripts
    hash_of "$ROOT/package-lock.json" >"$ROOT/node_modules/.stamp"
}

# prepare_node_tools: the linters, and axe-core for the system tests.
prepare_node_tools() {
    if [ "$(cat "$ROOT/node_modules/.stamp" 2>/dev/null)" != "$(hash_of "$ROOT/package-lock.json")" ]; then
        step "Installing the JavaScript tools" install_node_tools
    fi
}

# lint NAME COMMAND…: gives the tracked files on standard input, separated by NUL, to the command.
lint() {
    local name=$1 output=$RESULTS/lint-$1.txt
    shift
    if (cd "$ROOT" && PYTHONDONTWRITEBYTECODE=1 PATH="$VENV/bin:$PATH" xargs -0 -r "$@") >"$output" 2>&1; then
        say "  ok      $name"
        LINT_CASES+="<testcase classname='lint' name='$name'/>"
    else
        say "  FAILED  $name"
        sed 's/^/    /' "$output"
        LINT_CASES+="<testcase classname='lint' name='$name'><failure/></testcase>"
        LINT_FAILED=$((LINT_FAILED + 1))
        STATUS=1
    fi
    LINT_TOTAL=$((LINT_TOTAL + 1))
}

# lint_compose NAME FILE…: the files, one upon the other, as Compose reads them.
lint_compose() {
    local name=$1 reason file arguments=()
    shift
    if ! reason=$(fetch_compose); then
        say "  skipped $name: $reason"
        LINT_CASES+="<testcase classname='lint' name='$name'><skipped/></testcase>"
        LINT_TOTAL=$((LINT_TOTAL + 1)) LINT_SKIPPED=$((LINT_SKIPPED + 1))
        return
    fi
    for file in "$@"; do arguments+=(-f "$file"); done
    # a docker/.env of whoever works here is not looked at
    lint "$name" "$COMPOSE" --env-file /dev/null "${arguments[@]}" config < <(printf '%s\0' --quiet)
}

# run_lint [--fix]: --fix lets the tools that can change the files first.
run_lint() {
    local fix=${1:-}
    LINT_CASES='' LINT_TOTAL=0 LINT_FAILED=0 LINT_SKIPPED=0
    locked node prepare_node_tools
    say ""
    say "== lint"
    local node=$ROOT/node_modules/.bin prettier=('*.css' '*.scss' '*.js' '*.cjs' '*.xml' '*.json' '*.yaml' '*.yml')
    if [ "$fix" = --fix ]; then
        (cd "$ROOT" && PATH="$VENV/bin:$PATH" && {
            tracked '*.py' | xargs -0 -r python -m ruff check --no-cache --quiet --fix
            tracked '*.py' | xargs -0 -r python -m ruff format --no-cache --quiet
            tracked '*__manifest__.py' | xargs -0 -r oca-checks-odoo-module --fix
            tracked "${prettier[@]}" | xargs -0 -r "$node/prettier" --write --list-different --ignore-unknown
        } >>"$LOG/test.log" 2>&1) || true
    fi
    lint ruff python -m ruff check --no-cache --quiet < <(tracked '*.py')
    lint ruff-format python -m ruff format --no-cache --check --quiet < <(tracked '*.py')
    lint pylint-odoo python -m pylint --rcfile=.pylintrc --disable=consider-merging-classes-inherited < <(tracked 'addons/*.py')
    lint oca-module oca-checks-odoo-module < <(tracked '*__manifest__.py')
    lint oca-po oca-checks-po < <(tracked '*.po' '*.pot')
    lint prettier "$node/prettier" --list-different --ignore-unknown < <(tracked "${prettier[@]}")
    lint eslint "$node/eslint" --max-warnings=0 < <(tracked 'addons/*/static/src/*.js' 'addons/*/static/tests/*.js')
    lint xml python -m pre_commit_hooks.check_xml < <(tracked '*.xml')
    lint yaml python -m pre_commit_hooks.check_yaml < <(tracked '*.yaml' '*.yml')
    lint shellcheck shellcheck -x < <(tracked 'scripts/run' 'scripts/test' 'scripts/backup' 'scripts/restore' \
        'scripts/lib/*.sh' '.ci/run' 'benchmarks/run' 'benchmarks/load' 'docker/*.sh' 'docker/odoo/seutuyp' 'tests/*/trial' \
        'tests/fresh/*' 'tests/pictures/take' 'tests/containers/*.sh')
    lint hadolint hadolint < <(tracked '*Dockerfile')
    lint_compose compose docker/compose.yaml
    lint_compose compose-scale docker/compose.yaml docker/compose.scale.yaml
    lint conflicts python -m pre_commit_hooks.check_merge_conflict \
        < <(tracked '*.py' '*.xml' '*.js' '*.scss' '*.css' '*.md' '*.sh' '*.csv')
    lint spaces python -m pre_commit_hooks.trailing_whitespace_fixer \
        < <(tracked '*.py' '*.xml' '*.js' '*.scss' '*.css' '*.sh' '*.csv' '*.yaml' '*.yml')
    printf '<testsuites><testsuite name="lint" tests="%s" failures="%s" errors="0" skipped="%s">%s</testsuite></testsuites>\n' \
        "$LINT_TOTAL" "$LINT_FAILED" "$LINT_SKIPPED" "$LINT_CASES" >"$RESULTS/lint.xml"
}
