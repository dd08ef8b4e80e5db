package org.sessionvm.launcher.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void leavesWhatPeopleWrite() {
    assertThat(TerminalText.line("Grüße, 世界 👋 a_b")).isEqualTo("Grüße, 世界 👋 a_b");
  }

  @Test
  void showsEscapeSequencesByNumber() {
    assertThat(TerminalText.line("\u001b[2J\u009b1m\u0007\r\u007f"))
        .isEqualTo("\\u001b[2J\\u009b1m\\u0007\\u000d\\u007f");
  }

  @Test
  void showsWhatTurnsTheDirectionOfWritingByNumber() {
    assertThat(TerminalText.line("a\u202eb\u2028c\u200f")).isEqualTo("a\\u202eb\\u2028c\\u200f");
  }

  @Test
  void indentsFurtherLinesSoThatTheyCannotPassForMessages() {
    assertThat(TerminalText.indented("a\n#1 forged", "    ")).isEqualTo("a\n    #1 forged");
    assertThat(TerminalText.line("a\nb")).isEqualTo("a\\u000ab");
  }
}
