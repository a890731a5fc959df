package org.plumbline.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)|src=\"([^\"]+)\"");
  private static final Pattern ROOM = Pattern.compile("<module>([\\w-]+)</module>");

  @Test
  void relativeLinksLeadSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Repository.TextFile file : Repository.files(".md")) {
      Path folder = Repository.root().resolve(file.path()).getParent();
      Matcher matcher = LINK.matcher(file.text());
      while (matcher.find()) {
        String target = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        boolean elsewhere = target.contains(":");
        if (!elsewhere && folder != null && !Files.exists(folder.resolve(target))) {
          broken.add(file.path() + " -> " + target);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyRoomIsToldInTheArchitecture() {
    String architecture = text("ARCHITECTURE.md");
    Matcher matcher = ROOM.matcher(text("pom.xml"));
    while (matcher.find()) {
      assertThat(architecture).contains("`" + matcher.group(1) + "`");
    }
  }

  @Test
  void theStyleFitsOnOnePage() {
    assertThat(text("STYLE.md").lines()).hasSizeLessThan(80);
  }

  private static String text(String path) {
    return Repository.files(path.substring(path.lastIndexOf('.'))).stream()
        .filter(file -> file.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(path + " is missing"))
        .text();
  }
}
