# Decides by data.rules, which decisions.yaml states: the first rule that matches, and no where none does. As the local policy service decides.
package mlmesh.authz

import rego.v1

default allow := false

request := input.attributes.request.http

role := object.get(request.headers, "x-user-role", "")

path := split(request.path, "?")[0]

matching := [rule | some rule in data.rules; matches(rule)]

allow if {
	not doubtful
	matching[0].allow
}

# What another reader could take for a different path belongs to no rule.
doubtful if contains(path, "%")

doubtful if contains(path, "//")

doubtful if contains(path, `\`)

doubtful if {
	some segment in split(path, "/")
	segment in {".", ".."}
}

matches(rule) if {
	has_role(rule)
	request.method in rule.methods
	some pattern in rule.paths
	has_path(split(pattern, "/"), split(path, "/"), rule)
}

has_role(rule) if "*" in rule.roles

has_role(rule) if {
	role != ""
	role in rule.roles
}

has_path(wanted, given, rule) if {
	not "**" in wanted
	count(wanted) == count(given)
	every i, segment in wanted {
		has_segment(segment, given[i], rule)
	}
}

# A last ** takes whatever follows.
has_path(wanted, given, rule) if {
	last := count(wanted) - 1
	wanted[last] == "**"
	count(given) >= last
	every i, segment in array.slice(wanted, 0, last) {
		has_segment(segment, given[i], rule)
	}
}

has_segment("*", given, _) if given != ""

has_segment("{version}", given, rule) if given in object.get(rule, "versions", [])

has_segment(wanted, given, _) if {
	not wanted in {"*", "{version}"}
	wanted == given
}
