package org.plumbline.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BansTest {
  private static final Pattern CLOCK =
      Pattern.compile(
          "Instant\\.now\\(|currentTimeMillis|InstantSource\\.system|Clock\\.system|LocalDate(Time)?\\.now\\(|new Date\\(\\)");

  /** The engine may write its state into a stream that it is given, and into memory. */
  private static final String SAVED =
      "(?:Serializable|InvalidObjectException|IOException|UncheckedIOException|InputStream|OutputStream"
          + "|(?:ByteArray|Data|Object)(?:Input|Output)Stream|ObjectInputFilter);";

  private static final Pattern ENGINE_BANS =
      Pattern.compile(
          "import java\\.io\\.(?!"
              + SAVED
              + ")|import java\\.(net|nio\\.(file|channels))\\.|import java\\.util\\.concurrent|\\bThread\\b|nanoTime"
              + "|\\bRandom\\b|Math\\.random|System\\.(getenv|getProperty|out|err)|\\bUUID\\b");
  private static final Set<String> ENGINE_PATHS = Set.of("engine", "model");
  private static final Pattern SUFFIX =
      Pattern.compile(
          "\\b(?:class|record|interface|enum) \\w*?(?:Manager|Helper|Utils?|Impl|Data|Info|Base)\\b");
  private static final Pattern ABSTRACT_NAME =
      Pattern.compile("\\b(?:class|interface) Abstract\\w+");
  private static final Pattern FOREIGN =
      Pattern.compile(
          "import (?:static )?(?:lombok|org\\.mockito|org\\.easymock|com\\.google\\.inject|javax?\\.inject)\\.");
  private static final Pattern UNDONE = Pattern.compile("\\b(?:TODO|FIXME|XXX|HACK)\\b");
  private static final Pattern SKIPPED =
      Pattern.compile("@Dis" + "abled|@Ig" + "nore|assume(?:True|That|False)\\(");
  private static final int LINES_MAX = 500;

  @Test
  void onlyTheCommandLineReadsTheSystemClock() {
    assertNone(Repository.mainSources(), file -> !file.room().equals("cli"), CLOCK);
  }

  @Test
  void theEngineHasNoInputOutputThreadsOrChance() {
    assertNone(Repository.mainSources(), file -> ENGINE_PATHS.contains(file.room()), ENGINE_BANS);
  }

  @Test
  void namesSayWhatAThingIs() {
    assertNone(Repository.mainSources(), file -> true, SUFFIX);
    assertNone(Repository.mainSources(), file -> true, ABSTRACT_NAME);
  }

  @Test
  void neitherMocksNorContainersNorGeneratedAccessors() {
    assertNone(Repository.files(".java"), file -> true, FOREIGN);
  }

  @Test
  void nothingIsLeftForLaterAndNoTestIsSkipped() {
    Predicate<Repository.TextFile> others = file -> !file.name().equals("BansTest.java");
    assertNone(Repository.files(".java"), others, UNDONE);
    assertNone(Repository.files(".java"), others, SKIPPED);
    assertNone(Repository.files(".svelte"), others, UNDONE);
    assertNone(Repository.files(".sh"), others, UNDONE);
  }

  @Test
  void filesStaySmall() {
    assertThat(Repository.files(".java"))
        .allSatisfy(file -> assertThat(file.lines()).as(file.path()).hasSizeLessThan(LINES_MAX));
  }

  @Test
  void everyPackageIsNullMarkedAndSaysWhatItIs() {
    List<String> marked = new ArrayList<>();
    for (Repository.TextFile file : Repository.mainSources()) {
      if (file.name().equals("package-info.java")) {
        assertThat(file.text()).as(file.path()).contains("@NullMarked").contains("/**");
        marked.add(folder(file));
      }
    }
    assertThat(Repository.mainSources())
        .allSatisfy(file -> assertThat(marked).as(file.path()).contains(folder(file)));
  }

  private static String folder(Repository.TextFile file) {
    return file.path().substring(0, file.path().lastIndexOf('/'));
  }

  private static void assertNone(
      List<Repository.TextFile> files, Predicate<Repository.TextFile> where, Pattern banned) {
    List<String> found = new ArrayList<>();
    for (Repository.TextFile file : files) {
      if (where.test(file)) {
        int number = 0;
        for (String line : file.lines()) {
          number++;
          if (banned.matcher(line).find() && !line.strip().startsWith("*")) {
            found.add(file.path() + ":" + number + " " + line.strip());
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }
}
