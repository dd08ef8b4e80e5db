package org.sessionvm.rpc.transcript;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.sessionvm.rpc.node.TestCaller;

/** In what two answers to the same request differ. */
final class Comparison {
  private final Transcript transcript;
  private final Set<String> addedMembers;
  private final List<String> differences = new ArrayList<>();

  private Comparison(Transcript transcript, Set<String> addedMembers) {
    this.transcript = transcript;
    this.addedMembers = addedMembers;
  }

  /** Every difference, values that change from run to run and documented new members aside. */
  static List<String> of(Transcript transcript, Answer ours, Set<String> addedMembers) {
    Comparison comparison = new Comparison(transcript, addedMembers);
    comparison.compare(ours);
    return comparison.differences;
  }

  private void compare(Answer ours) {
    if (transcript.status() != ours.status()) {
      differences.add("status " + ours.status());
    }
    if (!isJson(transcript.answer()) || !isJson(ours.body())) {
      if (!transcript.answer().equals(ours.body())) {
        differences.add("text " + ours.body());
      }
      return;
    }
    compare("", TestCaller.json(transcript.answer()), TestCaller.json(ours.body()));
  }

  /** The reference's health page begins like JSON and is none. */
  private static boolean isJson(String body) {
    return (body.startsWith("{") && !body.contains("map[")) || body.startsWith("[");
  }

  private void compare(String path, JsonNode reference, JsonNode ours) {
    if (reference.getNodeType() != ours.getNodeType()) {
      differences.add(path + " is " + ours);
    } else if (reference.isObject()) {
      members(path, reference, ours);
    } else if (!transcript.isDynamic(path) && !reference.equals(ours)) {
      differences.add(path + " is " + ours);
    }
  }

  private void members(String path, JsonNode reference, JsonNode ours) {
    reference
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (ours.has(name)) {
                compare(child(path, name), reference.get(name), ours.get(name));
              } else {
                differences.add("no " + child(path, name));
              }
            });
    ours.fieldNames()
        .forEachRemaining(
            name -> {
              if (!reference.has(name) && !addedMembers.contains(child(path, name))) {
                differences.add("new " + child(path, name));
              }
            });
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
