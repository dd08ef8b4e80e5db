package org.sessionvm.rpc.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** One connection to a listener with TLS; the handshake is made when something is asked. */
final class TlsConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket plain;
  private final SSLSocket socket;

  TlsConnection(InetSocketAddress address, SSLContext context) throws IOException {
    plain = new Socket(address.getAddress(), address.getPort());
    plain.setSoTimeout(PATIENCE_MILLIS);
    socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, "127.0.0.1", address.getPort(), true);
  }

  /** Takes this version only. */
  TlsConnection offer(String version) {
    socket.setEnabledProtocols(new String[] {version});
    return this;
  }

  /** Takes this cipher suite only. */
  TlsConnection ciphers(String suite) {
    socket.setEnabledCipherSuites(new String[] {suite});
    return this;
  }

  /** The certificate that the listener shows. */
  X509Certificate shown() throws IOException {
    socket.startHandshake();
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  String version() {
    return socket.getSession().getProtocol();
  }

  /** The head of the answer, the body having been read. */
  String get(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
    String head = readHead(socket.getInputStream());
    int length =
        head.lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
            .findFirst()
            .orElseThrow(() -> new IOException("no length in " + head));
    if (socket.getInputStream().readNBytes(length).length != length) {
      throw new IOException("the answer is cut off");
    }
    return head;
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new SSLException("hung up after: " + head);
      }
      head.append((char) next);
    }
    return head.toString();
  }

  /** Begins a handshake byte by byte; how many went until the listener hung up. */
  int dripUntilRefused(Duration pause) throws IOException {
    // The head of a TLS record that announces a long hello.
    byte[] hello = {22, 3, 1, 16, 0, 1, 0, 15, -4, 3, 3};
    plain.setSoTimeout(Math.toIntExact(pause.toMillis()));
    int sent = 0;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (System.nanoTime() < end) {
      try {
        plain.getOutputStream().write(sent < hello.length ? hello[sent] : 0);
        sent++;
        if (plain.getInputStream().read() < 0) {
          return sent;
        }
      } catch (SocketTimeoutException e) {
        // Not hung up yet: that is the pause.
      } catch (IOException e) {
        return sent;
      }
    }
    throw new AssertionError("the listener still waits for the handshake");
  }

  /** What comes for text that is no TLS. */
  String sendPlain(String text) throws IOException {
    plain.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      plain.getInputStream().transferTo(all);
    } catch (IOException e) {
      // A reset after what came.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
