# opa test policy.rego policy_test.rego decisions.yaml
package mlmesh.authz_test

import rego.v1

import data.mlmesh.authz

test_every_case_of_the_decision_table if {
	count(data.cases) > 0
	every each in data.cases {
		each.allow == authz.allow with input as check(each)
	}
}

test_who_sends_nothing_is_refused if not authz.allow with input as {}

check(each) := {"attributes": {"request": {"http": {
	"method": each.method,
	"path": each.path,
	"headers": headers(each.role),
}}}}

headers("") := {}

headers(role) := {"x-user-role": role} if role != ""
