package org.plumbline.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocsTest {
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)|src=\"([^\"]+)\"");
  private static final String MARK = "<!-- runnable -->";
  private static final Pattern RUNNABLE =
      Pattern.compile("^" + MARK + "\n```sh\n(.+?)\n```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern COMMAND = Pattern.compile("\\./(\\S+).*");
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

  /** What scripts/readme.py runs: each mark stands above a block, each block calls what is here. */
  @Test
  void commandsThatAreMarkedAsRunnableCallWhatIsHere() {
    String readme = text("README.md");
    List<MatchResult> blocks = RUNNABLE.matcher(readme).results().toList();
    long marks = readme.lines().filter(MARK::equals).count();
    assertThat(blocks).isNotEmpty().hasSize((int) marks);
    for (MatchResult block : blocks) {
      assertThat(block.group(1).lines())
          .allSatisfy(line -> {
            Matcher command = COMMAND.matcher(line);
            assertThat(command.matches()).as(line).isTrue();
            assertThat(Repository.root().resolve(command.group(1))).isExecutable();
            assertThat(line).doesNotMatch(".*\\b[A-Z]{3,}\\b.*"); // no PORT that nobody filled in
          });
    }
  }

  /** A page is named by its content, as Git names a blob: who edits it writes the new name. */
  @Test
  void theUserAgentNamesThePageForServerOwners() throws IOException, NoSuchAlgorithmException {
    byte[] page = Files.readAllBytes(Repository.root().resolve("docs/asked-by-plumbline.md"));
    MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
    sha1.update(("blob " + page.length + "\0").getBytes(StandardCharsets.US_ASCII));
    String name = "swh:1:cnt:" + HexFormat.of().formatHex(sha1.digest(page));
    assertThat(text("pom.xml")).contains("/" + name + "</plumb.about>");
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
