package org.plumbline.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the text of a YAML file (version 1.2) into nodes with lines. */
public final class YamlFile {
  /** Longest file, in characters. */
  private static final int CHARACTERS_MAX = 2 << 20;

  private static final int DEPTH_MAX = 50;

  private YamlFile() {}

  /**
   * The root mapping of a file; an empty file is an empty mapping.
   *
   * @throws ConfigException when it is not YAML, its root is not a mapping, or a key comes twice
   */
  public static YamlNode.Mapping parse(String file, String text) throws ConfigException {
    Complaints complaints = new Complaints(file);
    YamlNode.Mapping root = new YamlNode.Mapping(1, Map.of(), Map.of());
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(file)
              .setCodePointLimit(CHARACTERS_MAX)
              .setUseMarks(true)
              .build();
      Optional<Node> composed = new Compose(settings).composeString(text);
      if (composed.isPresent()) {
        YamlNode node = convert(composed.get(), "", 0, complaints);
        if (node instanceof YamlNode.Mapping mapping) {
          root = mapping;
        } else {
          complaints.add(1, "", "", "the file must be a mapping of keys to values");
        }
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      complaints.add(line, "", "", "not readable as YAML: " + e.getProblem() + begun(e, line));
    } catch (YamlEngineException e) {
      complaints.add(1, "", "", "not readable as YAML: " + e.getMessage());
    }
    complaints.throwIfAny();
    return root;
  }

  /** Where the thing begins that was not ended: that is the line to mend. */
  private static String begun(MarkedYamlEngineException e, int line) {
    Optional<Integer> begin = e.getContextMark().map(mark -> mark.getLine() + 1);
    return begin.isEmpty() || begin.get() == line
        ? ""
        : " (" + e.getContext() + " that begins in line " + begin.get() + ")";
  }

  private static YamlNode convert(Node node, String path, int depth, Complaints complaints) {
    int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    if (depth > DEPTH_MAX) {
      complaints.add(line, path, "", "is nested too deeply");
      return new YamlNode.Scalar(line, "", false, false);
    }
    if (node instanceof ScalarNode scalar) {
      ScalarStyle style = scalar.getScalarStyle();
      boolean block = style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED;
      boolean quoted = style == ScalarStyle.SINGLE_QUOTED || style == ScalarStyle.DOUBLE_QUOTED;
      return new YamlNode.Scalar(line, scalar.getValue(), block, quoted);
    }
    if (node instanceof SequenceNode sequence) {
      List<YamlNode> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item, path + "[" + items.size() + "]", depth + 1, complaints));
      }
      return new YamlNode.Sequence(line, items);
    }
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      int keyLine = tuple.getKeyNode().getStartMark().map(Mark::getLine).orElse(0) + 1;
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        complaints.add(keyLine, path, "", "must have plain text as keys");
        continue;
      }
      String name = key.getValue();
      String below = path.isEmpty() ? name : path + "." + name;
      if (entries.containsKey(name)) {
        complaints.add(keyLine, below, "", "is there twice");
      }
      entries.put(name, convert(tuple.getValueNode(), below, depth + 1, complaints));
      lines.put(name, keyLine);
    }
    return new YamlNode.Mapping(line, entries, lines);
  }
}
