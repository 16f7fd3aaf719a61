package main

import "testing"

func TestCanonicalCases(t *testing.T) {
	count, failures, err := check("../../../cases/canonical.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, failure := range failures {
		t.Error(failure)
	}
	if count < 200 {
		t.Errorf("only %d cases", count)
	}
}
